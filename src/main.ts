import closeWithGrace from 'close-with-grace'
import { loadConfig } from './config.ts'
import { loadAuthorities } from './load-authorities.ts'
import { loadPolicy } from './load-policy.ts'
import { loadWebhooks, ofNoDesk } from './load-webhooks.ts'
import { createLog } from './logging.ts'
import { openService, type Service } from './service.ts'

const start = async () => {
  const config = loadConfig()
  const log = createLog(config.logLevel)
  const policy = loadPolicy(config.policy)
  const authorities = loadAuthorities(config.policy)
  const webhooks = loadWebhooks(config.webhooksFile)
  for (const { agency, desk } of ofNoDesk(webhooks, policy.cases))
    log.warn({ agency, desk }, 'a webhook gets no alerts: the policy names no such desk')
  let service: Service | undefined
  closeWithGrace({ delay: 10_000, logger: false, skip: ['beforeExit'] }, async ({ err }) => {
    if (err) log.fatal({ err }, 'stopping after an unexpected error')
    await service?.close() // one that still waits for brokers has nothing to end
  })
  service = await openService({
    config,
    policy,
    authorities,
    webhooks,
    log,
    now: () => new Date()
  })
  log.info({ url: service.url, policy: policy.versionInForce }, 'listening')
}

await start().catch((error: Error) => {
  process.stderr.write(`portcullis can not start: ${error.message}\n`)
  process.exitCode = 1
})
