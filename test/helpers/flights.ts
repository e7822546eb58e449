import { type Call, okay, type Reply } from './call.ts'
import { makeList } from './list.ts'
import { type ListOptions, passengerList, sendManifest } from './passenger-list.ts'
import type { RunningService } from './running-service.ts'
import { entryOf, type Someone } from './someone.ts'

/** Calls as a system of this carrier. */
export const carrier = (service: RunningService, name = 'YYAIR', purposes?: readonly string[]) =>
  service.asRole('carrier', {
    carrier: name,
    sub: `system of ${name}`,
    ...(purposes && { purposes: [...purposes] })
  })

/** Calls as an officer of this agency. */
export const officer = (service: RunningService, agency = 'interior') =>
  service.asRole('officer', { agency, sub: `officer of ${agency}` })

/** Lists this person. */
export const listed = async (service: RunningService, who: Someone, more: object = {}) => {
  const list = await makeList(service, 'flown', { agency: 'interior' })
  okay(await list.put(who.number, entryOf(who, more)))
}

/** Persons whom a message names by reference alone. */
export const named = (...references: readonly string[]) =>
  references.map(reference => ({ segments: ['NAD+ZZZ', `RFF+ABO:${reference}`] }))

/** One flight of the carrier: each manifest has a reference of its own. */
export const flight = (service: RunningService, number: string) => {
  let sent = 0
  return async (
    people: Parameters<typeof passengerList>[0],
    options: ListOptions = {},
    name = 'YYAIR'
  ) => {
    const reference = `${number}N${++sent}`
    const list = passengerList(people, { number, reference, ...options })
    return okay(await sendManifest(carrier(service, name), list))
  }
}

/** Where a manifest that was sent is read. */
export const at = ({ body }: Reply) => `/v1/manifests/${body.manifestId}`

/** The cases of a manifest that officers of this agency see. */
export const casesIn = async (service: RunningService, sent: Reply, agency?: string) => {
  const call = officer(service, agency)
  const { refer } = okay(await call('GET', at(sent))).body
  const shown = refer.map(async ({ caseId }: { caseId: string }) =>
    okay(await call('GET', `/v1/cases/${caseId}`))
  )
  return (await Promise.all(shown)).map(({ body }) => body)
}

/** Acts on a case as an officer of its agency, with the revision as it stands. */
export const act = async (call: Call, id: string, action: string): Promise<Reply> => {
  const { revision } = okay(await call('GET', `/v1/cases/${id}`)).body
  const asked = { action, revision, reason: 'looked at it' }
  return okay(await call('POST', `/v1/cases/${id}/actions`, asked))
}

/** The codes of a CUSRES, by the reference that the carrier gave. */
export const codesIn = (text: string) =>
  [...text.matchAll(/RFF\+ABO:(\w+)'ERC\+(\w+)'/g)].map(([, who, code]) => `${who} ${code}`)

/** What a carrier reads of a manifest now. */
export const codesOf = async (service: RunningService, sent: Reply, name = 'YYAIR') => {
  const headers = { accept: 'application/edifact' }
  return codesIn(okay(await carrier(service, name)('GET', at(sent), undefined, headers)).text)
}
