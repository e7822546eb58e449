import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { okay } from '../helpers/call.ts'
import { makeList } from '../helpers/list.ts'
import { deploy } from '../helpers/nodes.ts'
import { startProcess } from '../helpers/service-process.ts'
import { crossing, entryOf, someone, travellerOf } from '../helpers/someone.ts'
import { tempFolder } from '../helpers/temp-folder.ts'
import { until } from '../helpers/until.ts'
import { startKafka } from '../servers/kafka.ts'
import { startRedis } from '../servers/redis.ts'

const run = promisify(execFile)

// A limit on the size of files stands in for a full disk: the write fails the same way, and no root is needed.
test.skipIf(process.platform !== 'linux')(
  'with Kafka away and the disk full nothing is answered; what was answered is there afterwards',
  async () => {
    const [kafka, redis] = await Promise.all([startKafka(), startRedis()])
    onTestFinished(async () => {
      await Promise.all([kafka.stop(), redis.stop()])
    })
    const { env } = deploy({ brokers: kafka.address, redisUrl: redis.url })
    const node = await startProcess(await tempFolder(), { ...env, LOG_LEVEL: 'info' })
    const room = (bytes: string) =>
      run('prlimit', [`--pid=${node.pid}`, `--fsize=${bytes}:unlimited`])
    const list = await makeList(node, 'wanted')
    const [person, other] = [someone('disk full'), someone('disk free')]
    for (const [index, one] of [person, other].entries()) {
      okay(await list.put(String(index), entryOf(one)))
    }
    const screen = (one: typeof person) => {
      const traveller = travellerOf(one)
      const question = { purpose: 'border_control', traveller, journey: crossing() }
      return node.asRole('checkpoint')('POST', '/v1/screenings', question)
    }

    kafka.pause()
    await room('1')
    for (let times = 0; times < 3; times++) {
      const refused = await screen(person)
      expect([refused.status, refused.body.code]).toEqual([503, 'RECORD_UNAVAILABLE'])
    }
    expect((await node.as()('GET', '/readyz')).body.parts.record).toBe(false)

    await room('unlimited')
    const answered = okay(await screen(other)).body
    expect(answered.decision).toBe('refer')
    kafka.resume()
    const officer = node.asRole('officer', { agency: 'interior' })
    await until(async () => {
      const reply = await officer('GET', `/v1/cases/${answered.caseId}`)
      return reply.status === 200 ? reply : undefined
    }, 60_000)
  }
)
