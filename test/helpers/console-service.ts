import { test as base } from 'vitest'
import { demoPersons, startDemoProvider } from '#src/cli/demo-provider.ts'
import type { EntryBody } from '#src/domain/entry.ts'
import type { Journey } from '#src/domain/traveller.ts'
import { okay } from './call.ts'
import { caseRules } from './case-rules.ts'
import { makeCase } from './cases.ts'
import { openBrowser } from './chromium.ts'
import { type RunningService, type ServiceOptions, startService } from './running-service.ts'
import { entryOf, type Someone, travellerOf } from './someone.ts'

/** Tests of the built console over a running service of these options, in a real browser. */
export const consoleOver = (options: ServiceOptions) =>
  base
    .extend('persons', { scope: 'file' }, () => demoPersons)
    .extend('provider', { scope: 'file' }, async ({ persons }, { onCleanup }) => {
      const provider = await startDemoProvider({ persons })
      onCleanup(() => provider.close())
      return provider
    })
    .extend('service', { scope: 'file' }, async ({ provider }, { onCleanup }) => {
      const service = await startService({
        ...options,
        config: { oidcIssuer: provider.issuer, oidcClientId: 'portcullis' }
      })
      onCleanup(() => service.close())
      return service
    })
    .extend('browser', { scope: 'file' }, async ({ service: _ }, { onCleanup }) => {
      const browser = await openBrowser()
      onCleanup(() => browser.close())
      return browser
    })

/** Over the policy in force but its timers: on a busy machine they would end amid a test. */
export const withConsole = consoleOver({ policy: { cases: { ...caseRules, timers: [] } } })

/** Lists this person for an agency, on a list of the agency's own. */
export const listed = async (
  service: RunningService,
  person: Someone,
  more: Partial<EntryBody> = {},
  agency = 'interior'
): Promise<void> => {
  const editor = service.asRole('agency_editor', { agency })
  const config = { agency, title: `Wanted by ${agency}`, purposes: ['border_control'] }
  okay(await editor('PUT', `/v1/lists/${agency}-wanted`, config))
  okay(
    await editor(
      'PUT',
      `/v1/lists/${agency}-wanted/entries/${person.family}`,
      entryOf(person, more)
    )
  )
}

/** A crossing that takes place now. */
export const atDesk = () => ({
  kind: 'crossing' as const,
  checkpoint: 'T5-12',
  direction: 'entry' as const,
  at: new Date().toISOString()
})

/** Lets this person come to a checkpoint now; gives the case's id where a checkpoint is told one. */
export const crosses = async (
  service: RunningService,
  person: Someone,
  journey: Journey = atDesk()
): Promise<string | undefined> => {
  const question = { purpose: 'border_control', traveller: travellerOf(person), journey }
  const desk = service.asRole('checkpoint', { agency: 'border' })
  return okay(await desk('POST', '/v1/screenings', question)).body.caseId
}

/** Lists this person for interior, and has the hit dismissed with an exclusion that a supervisor approves. */
export const excluded = async (service: RunningService, word: string): Promise<void> => {
  const { id } = await makeCase(service, word, { instruction: 'locate' })
  const act = (sub: string, role: 'officer' | 'supervisor', body: object) =>
    service.asRole(role, { agency: 'interior', sub })('POST', `/v1/cases/${id}/actions`, body)
  const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
  const dismissal = { action: 'dismiss', revision: 1, reason: 'a twin', exclude: { until } }
  okay(await act('ann', 'officer', dismissal))
  okay(await act('sue', 'supervisor', { action: 'approve', revision: 2 }))
}
