import { expect, test } from 'vitest'
import type { CaseState } from '#src/domain/case.ts'
import type { Cases } from '#src/domain/ports.ts'
import { asReleased } from '#src/manifests/as-released.ts'
import { leftFor } from '#src/manifests/left-for.ts'
import type { PersonOutcome } from '#src/manifests/received.ts'
import { aReceivedManifest, aScreenedPerson } from '#test/helpers/received-manifest.ts'
import { aCase, aHit } from '#test/helpers/screened.ts'
import { someone } from '#test/helpers/someone.ts'

const hit = { list: 'wanted', entryId: '1', agency: 'interior', covert: false }
const toCustoms = { ...hit, releasableTo: ['customs'] }
const caseWith = (releasableTo: readonly string[], covert = false) =>
  aCase({ hits: [{ ...aHit({ releasableTo, covert }), id: 'hit-1' }] })

/** Whether customs are shown this person of a reduced manifest, where the case stands like this. */
const isShown = async (outcome: PersonOutcome, state: CaseState | undefined) => {
  const asked: string[] = []
  const get: Cases['get'] = async ids => {
    asked.push(...ids)
    return ids.map(() => state)
  }
  const received = aReceivedManifest([someone('released')], [outcome], { isReduced: true })
  const seen = await asReleased({ get }, received)
  expect(asked).toEqual(['case-1'])
  return leftFor(seen, 'customs') !== undefined
}
const screened = (hits = [toCustoms]) => aScreenedPerson(1, 'case-1', hits)
const named: PersonOutcome = { person: 1, kind: 'noted', standing: [screened()] }

test.for([
  { why: 'as it was found', outcome: screened(), state: caseWith(['customs']), isSeen: true },
  { why: 'released no more', outcome: screened(), state: caseWith([]), isSeen: false },
  { why: 'the same, of one who is named', outcome: named, state: caseWith([]), isSeen: false },
  {
    why: 'released since',
    outcome: screened([{ ...hit, releasableTo: [] }]),
    state: caseWith(['customs']),
    isSeen: true
  },
  { why: 'the case is being put back', outcome: screened(), state: undefined, isSeen: true }
])('a hit is seen by whom its case says by now: $why', async ({ outcome, state, isSeen }) => {
  expect(await isShown(outcome, state)).toBe(isSeen)
})

test('asks for no case where there is none', async () => {
  const received = aReceivedManifest([someone('nobody')], [aScreenedPerson(1, 'case-1')])
  const get = () => Promise.reject(new Error('nothing is to be asked'))
  expect(await asReleased({ get }, received)).toBe(received)
})
