import { cp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CaseRules } from '#src/domain/case-rules.ts'
import type { Webhook } from '#src/domain/webhook.ts'
import { loadPolicy } from '#src/load-policy.ts'
import { caseRules } from './case-rules.ts'
import { tempFolder } from './temp-folder.ts'

/** The rules in force, but with one timer, of a second: nobody has taken a case. */
export const quickTimers = (escalateTo: CaseRules['timers'][number]['escalateTo']): CaseRules => ({
  ...caseRules,
  minTimerSeconds: 1,
  timers: [{ what: 'acknowledge', seconds: 1, escalateTo }]
})

/** The webhook of the duty desk of interior. */
export const webhookOf = (url: string, secret: string): Webhook => ({
  agency: 'interior',
  desk: 'duty',
  url,
  secrets: [secret]
})

/** The environment of a process with a quick timer and a webhook at this address. */
export const configuredFor = async (
  url: string,
  secret: string,
  escalateTo: Parameters<typeof quickTimers>[0] = ['supervisor']
) => {
  const folder = await tempFolder()
  await cp('config', folder, { recursive: true })
  const { versionInForce: _, ...policy } = loadPolicy('config/policy.json')
  const [policyFile, webhooks] = [join(folder, 'policy.json'), join(folder, 'webhooks.json')]
  await writeFile(policyFile, JSON.stringify({ ...policy, cases: quickTimers(escalateTo) }))
  await writeFile(webhooks, JSON.stringify([webhookOf(url, secret)]))
  return { POLICY: policyFile, WEBHOOKS_FILE: webhooks }
}
