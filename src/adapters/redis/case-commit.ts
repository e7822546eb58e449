import type { CaseState } from '#src/domain/case.ts'
import { openUntil } from '#src/domain/entry-notice.ts'
import type { CaseCommit } from '../checked.ts'
import type { Sealing } from '../sealing.ts'
import { sightingsOf } from '../sightings.ts'
import type { caseKeys } from './cases.ts'
import { desksOf, entriesOf, exclusionsOf, mustStand, storedCase } from './stored-case.ts'

/** What `commitCases` is given of changed cases: its keys, and the arguments of each case. */
export const caseCommit = (
  keys: ReturnType<typeof caseKeys>,
  sealing: Sealing,
  commit: CaseCommit
): { readonly keys: readonly string[]; readonly rows: readonly (string | number)[] } => {
  const { cases } = commit
  const agencies = [...new Set(cases.flatMap(({ desks }) => Object.keys(desks)))]
  const ofAgencies = agencies.flatMap(agency => [
    keys.queue(agency),
    keys.queueByState(agency),
    keys.agencyChanges(agency)
  ])
  const found = cases.map(state => foundBy(keys, sealing, state))
  const ofOthers = new Set(
    found.flatMap(({ traveller, entries, seen }) => [
      ...(traveller ? [traveller] : []),
      ...entries,
      ...seen.map(([key]) => key)
    ])
  )
  const all = [...Object.values(keys.store), ...ofAgencies, ...ofOthers]
  const places = new Map(all.map((key, at) => [key, at + 1]))
  const placeOf = (key: string) => places.get(key) ?? 0
  const standing = mustStand(commit)
  const rows = cases.flatMap((state, at) => {
    const { traveller, entries = [], seen = [] } = found[at] ?? {}
    return [
      ...(standing[at] ?? []),
      storedCase(sealing, state),
      traveller ? placeOf(traveller) : 0,
      JSON.stringify(entries.map(placeOf)),
      openUntil(state),
      JSON.stringify(seen.map(([key, ...rest]) => [placeOf(key), ...rest])),
      JSON.stringify(desksOf(state, agency => placeOf(keys.queue(agency)))),
      JSON.stringify(exclusionsOf(sealing, state))
    ]
  })
  return { keys: all, rows }
}

/** The keys that a case is found by beside its queues. */
const foundBy = (keys: ReturnType<typeof caseKeys>, sealing: Sealing, state: CaseState) => ({
  traveller: state.traveller && keys.ofTraveller(state.traveller),
  entries: entriesOf(sealing, state).map(keys.ofEntry),
  seen: sightingsOf(state).map(
    ({ name, since, isSeen }) => [keys.seen(sealing.digest(name)), -since, isSeen] as const
  )
})
