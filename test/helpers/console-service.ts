import { test as base } from 'vitest'
import { demoPersons, startDemoProvider } from '#src/cli/demo-provider.ts'
import type { EntryBody } from '#src/domain/entry.ts'
import type { Journey } from '#src/domain/traveller.ts'
import { okay } from './call.ts'
import { openBrowser } from './chromium.ts'
import { type RunningService, startService } from './running-service.ts'
import { entryOf, type Someone, travellerOf } from './someone.ts'

/** Tests of the built console over a running service, in a real browser. */
export const withConsole = base
  .extend('persons', { scope: 'file' }, () => demoPersons)
  .extend('provider', { scope: 'file' }, async ({ persons }, { onCleanup }) => {
    const provider = await startDemoProvider({ persons })
    onCleanup(() => provider.close())
    return provider
  })
  .extend('service', { scope: 'file' }, async ({ provider }, { onCleanup }) => {
    const service = await startService({
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

/** Lets this person come to a checkpoint now; gives the case's id where a checkpoint is told one. */
export const crosses = async (
  service: RunningService,
  person: Someone,
  journey: Journey = {
    kind: 'crossing',
    checkpoint: 'T5-12',
    direction: 'entry',
    at: new Date().toISOString()
  }
): Promise<string | undefined> => {
  const question = { purpose: 'border_control', traveller: travellerOf(person), journey }
  const desk = service.asRole('checkpoint', { agency: 'border' })
  return okay(await desk('POST', '/v1/screenings', question)).body.caseId
}
