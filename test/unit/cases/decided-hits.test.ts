import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decideCommand, decideScreening } from '#src/cases/decide.ts'
import { type CaseState, deskOf, hitsFor, isDecided } from '#src/domain/case.ts'
import { actions } from '#src/domain/case-action.ts'
import { isStanding } from '#src/domain/entry-notice.ts'
import { setTimers } from '#src/domain/timers.ts'
import { screenedTypes } from '#src/screening/event.ts'
import { caseRules } from '#test/helpers/case-rules.ts'
import { by, deps } from '#test/helpers/case-steps.ts'
import { aHit, aScreening } from '#test/helpers/screened.ts'

const owners = { border: '1', interior: '2', customs: '3' } as const
const agency = fc.constantFrom('border' as const, 'interior' as const, 'customs' as const)
/** An entry by its owner, and to whom it is released. */
const entry = fc.record({
  agency,
  releasableTo: fc.uniqueArray(agency),
  covert: fc.boolean(),
  isAdverse: fc.boolean()
})
const event = fc.oneof(
  fc.record({ screened: fc.array(entry, { minLength: 1, maxLength: 3 }) }),
  fc.record({ released: entry }),
  fc.record({
    about: agency,
    kind: fc.constantFrom('entry_withdrawn' as const, 'entry_changed' as const)
  }),
  fc.record({
    action: fc.constantFrom(...actions),
    agency,
    sub: fc.constantFrom('ann', 'bob'),
    verdict: fc.constantFrom('confirmed' as const, 'dismissed' as const)
  })
)
type Event = typeof event extends fc.Arbitrary<infer One> ? One : never

/** What the record has of an event that comes as the nth; each entry has a revision more then. */
const recorded = (state: CaseState | undefined, one: Event, nth: number) => {
  const at = new Date(Date.parse('2026-11-22T08:00:00Z') + nth * 1_000).toISOString()
  const about = { id: `event-${nth}`, caseId: 'case-1', list: 'wanted', at, by, revision: nth + 1 }
  const notice = (what: object) => ({ type: screenedTypes.notice, data: { ...about, ...what } })
  const says = () => {
    if ('screened' in one) {
      const hits = one.screened.map(found =>
        aHit({
          ...found,
          entryId: owners[found.agency],
          instruction: found.isAdverse ? 'arrest' : 'locate',
          entryRevision: 1
        })
      )
      const each = new Map(hits.map(hit => [hit.entryId, hit]))
      return {
        type: screenedTypes.withHits,
        data: aScreening({ id: `s-${nth}`, hits: [...each.values()] })
      }
    }
    if ('released' in one) {
      const { agency: owner, releasableTo, covert } = one.released
      const release = { releasableTo, covert, handling: 'H0', listRevision: 0 }
      return notice({ kind: 'release_changed', entryId: owners[owner], release })
    }
    if ('about' in one) return notice({ kind: one.kind, entryId: owners[one.about] })
    const { action, verdict, sub } = one
    const command = { commandId: 'c', caseId: 'case-1', action, reason: 'because' }
    const revision = (state && deskOf(state, one.agency)?.revision) ?? 1
    const who = { by: { sub, agency: one.agency }, roles: ['supervisor'] }
    const more = action === 'answer' ? { verdict } : {}
    return { type: 'command', data: { ...command, revision, ...who, ...more } }
  }
  const position = { topic: 'screenings', partition: 0, offset: nth } as const
  return { position, event: { id: about.id, source: 'test', time: at, ...says() } }
}

const idsSeen = (state: CaseState | undefined, by: string) =>
  hitsFor(state?.hits ?? [], by).map(({ id }) => id)

test('nothing stands at a desk that is decided but what was there when somebody decided, or answered for it', () => {
  fc.assert(
    fc.property(fc.array(event, { minLength: 2, maxLength: 14 }), events => {
      let state: CaseState | undefined
      const decidedOn = new Map<string, readonly string[]>()
      for (const [nth, one] of events.entries()) {
        const before = state
        const decide = 'action' in one ? decideCommand : decideScreening
        const { state: next } = decide(deps, recorded(state, one, nth), () => before)
        if (!next) continue
        state = setTimers(before, next, caseRules)
        for (const name of Object.keys(owners)) {
          const [was, is] = [before && deskOf(before, name), deskOf(state, name)]
          if (!is || is.revision === was?.revision) continue
          const isOwn = 'action' in one && one.agency === name
          // What is approved was decided before; whoever is answered reads what the owners see.
          if (isOwn && ['confirm', 'dismiss', 'answer'].includes(one.action)) {
            decidedOn.set(name, idsSeen(before, name))
          }
          const asked = was?.asks?.map(({ agency: owner }) => owner) ?? []
          if ('action' in one && !isOwn && was?.state === 'referred' && isDecided(is.state)) {
            const ofAsked = ({ agency: owner }: { agency: string }) =>
              is.state === 'confirmed' || asked.includes(owner)
            const hits = hitsFor(state.hits, name).filter(ofAsked)
            decidedOn.set(
              name,
              hits.map(({ id }) => id)
            )
          }
          if (!isDecided(is.state)) continue
          const standing = hitsFor(state.hits, name).filter(isStanding)
          expect(decidedOn.get(name)).toEqual(expect.arrayContaining(standing.map(({ id }) => id)))
        }
      }
    }),
    { numRuns: 1_000 }
  )
})
