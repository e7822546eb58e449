import type { Cases } from '../domain/ports.ts'
import type { Authority, BoardingDecision } from './authority.ts'
import { casesOf, outcomesByPerson, type ReceivedManifest } from './received.ts'
import { type CasesById, statusOf } from './status.ts'

/** What a carrier is told of each person, by the message's place in the manifest and the person's in the message. */
export type Statuses = (message: number, person: number) => BoardingDecision

/** The statuses of a manifest's persons as its cases stand now. */
export const readStatuses = async (
  cases: Cases,
  received: ReceivedManifest,
  authority: Authority
): Promise<Statuses> =>
  statusesIn(received, await readCases(cases, received.outcomes.flat().flatMap(casesOf)), authority)

/** The statuses of a manifest's persons where their cases stand like this. */
export const statusesIn = (
  { outcomes }: ReceivedManifest,
  cases: CasesById,
  authority: Authority
): Statuses => {
  const byMessage = outcomes.map(outcomesByPerson)
  return (message, person) => statusOf(byMessage[message]?.get(person), cases, authority)
}

/** These cases as far as there are any. */
export const readCases = async (
  cases: Pick<Cases, 'get'>,
  ids: readonly string[]
): Promise<CasesById> => {
  const found = await cases.get([...new Set(ids)])
  return new Map(found.flatMap(state => (state ? [[state.id, state] as const] : [])))
}
