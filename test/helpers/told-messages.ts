import type { EmbeddedPlatform } from '#src/adapters/embedded/open-embedded.ts'
import { idsUnder } from '#src/domain/ids.ts'
import { completeMessage, type Told } from '#src/manifests/complete-message.ts'
import { describeMoved } from '#src/manifests/describe-moved.ts'
import { type Message, screenedOn } from '#src/manifests/manifest.ts'
import { keysFor, keysOf } from '#src/manifests/manifest-keys.ts'
import { markUnlisted } from '#src/manifests/mark-unlisted.ts'
import { readPaxlst } from '#src/manifests/paxlst/read-paxlst.ts'
import type { Person } from '#src/manifests/person.ts'
import type { PersonOutcome } from '#src/manifests/received.ts'
import { isDescribed } from '#src/manifests/sort-out.ts'
import { type ListOptions, passengerList } from './passenger-list.ts'
import { aReceivedManifest, aScreenedPerson } from './received-manifest.ts'

type Listed = Parameters<typeof passengerList>[0]

/** How messages of one flight are sent: everybody's case is named after document (else name) and flight. */
export const sendingTo = ({ manifests, keys: { idsKey } }: EmbeddedPlatform) => {
  const ids = idsUnder(idsKey)
  const keys = keysFor(ids, 'carrier YYAIR')
  const finishFirst = (id: string) => Promise.reject(new Error(`waits for ${id}`))
  const deps = { ids, manifests, finishFirst }
  let sent = 0
  return async (listed: Listed, options: ListOptions = {}, change = (text: string) => text) => {
    const id = `${++sent}`
    const text = change(passengerList(listed, { reference: `N${id}`, ...options }))
    const manifest = readPaxlst(Buffer.from(text), { today: '2026-11-22' })
    const receivedAt = `2026-11-22T08:00:${id.padStart(2, '0')}.000Z`
    const asSent = aReceivedManifest([], [], { id, receivedAt, manifest })
    const put = (content: typeof asSent, isFinished: boolean) =>
      manifests.put({
        id,
        at: receivedAt,
        keys: keysOf(keys, content.manifest, receivedAt),
        content,
        isFinished
      })
    await put(asSent, false)
    const taken = await markUnlisted(deps, await describeMoved(deps, asSent))
    const told = await Promise.all(
      taken.manifest.messages.map((message, at) =>
        completeMessage(deps, taken, at, screen(message, `${id}/${at}`))
      )
    )
    const outcomes = told.map(one => one.outcomes)
    await put({ ...asSent, ...taken, outcomes }, true)
    return inWords(told)
  }
}

const screen = (message: Message, list: string): readonly PersonOutcome[] => {
  const described = screenedOn(message).filter(isDescribed)
  return described.map(person =>
    person.duplicateOf === undefined
      ? aScreenedPerson(person.ordinal, caseOf(person, message), [], `${list}/${person.ordinal}`)
      : { person: person.ordinal, kind: 'duplicate', of: person.duplicateOf }
  )
}

const caseOf = ({ documents: [document], names: [name] }: Person, { sectors, flights }: Message) =>
  `${document?.number ?? name?.given} on ${(sectors[0] ?? flights[0])?.number}`

const inWords = (told: readonly Told[]) => ({
  screened: told.flatMap(({ outcomes }) =>
    outcomes.flatMap(one => (one.kind === 'screened' ? one.found.caseId : []))
  ),
  outcomes: told.flatMap(({ outcomes }) => outcomes),
  notices: told.flatMap(({ notices }) => notices.map(({ kind, caseId }) => `${kind}: ${caseId}`)),
  warnings: told.flatMap(({ warnings }) => warnings)
})

/** A person of a reservation, with what is not given left out. */
export const inParty = (
  name: string,
  {
    reference,
    locator = 'PARTY',
    born,
    number
  }: { reference?: string; locator?: string; born?: string; number?: string } = {}
) => ({
  segments: [
    name ? `NAD+FL+++DOE:${name}` : 'NAD+FL',
    ...(born ? [`DTM+329:${born}`] : []),
    `RFF+AVF:${locator}`,
    ...(reference ? [`RFF+ABO:${reference}`] : []),
    ...(number ? [`DOC+P:110:111+${number}`, 'LOC+91+UTO'] : [])
  ]
})

/** Persons whom a message names by their reservation alone, so many of them. */
export const byReservation = (times = 1, locator = 'PARTY') =>
  Array.from({ length: times }, () => ({ segments: ['NAD+ZZZ', `RFF+AVF:${locator}`] }))
