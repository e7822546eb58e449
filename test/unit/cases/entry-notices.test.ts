import { expect, test } from 'vitest'
import { entryNoticesFor } from '#src/cases/entry-notices.ts'
import type { CaseState } from '#src/domain/case.ts'
import type { Entry } from '#src/domain/entry.ts'
import { idsUnder } from '#src/domain/ids.ts'
import type { RecordedHit } from '#src/domain/screening.ts'
import { identityOf } from '#src/screening/to-hit.ts'
import { aCase, aDesk, aHit } from '#test/helpers/screened.ts'

const ids = idsUnder(Buffer.alloc(32, 1))
/** A list that says "arrest" since its second revision, with an entry that leaves it to the list. */
const sharedList = {
  entries: async () => [
    {
      ...{ list: 'wanted', id: '1', revision: 1, state: 'active' as const, changedAt: '' },
      entry: { id: '1', revision: 1, kind: 'person' as const, names: [{ full: 'LISTED NAME' }] }
    }
  ],
  list: async () => ({
    ...{ list: 'wanted', agency: 'interior', title: 'Wanted', purposes: ['border_control'] },
    ...{ instruction: 'arrest' as const, handling: 'H0' as const, revision: 2 }
  })
}
const noticesFor = (state: CaseState) =>
  entryNoticesFor({ sharedList, ids }, [state], '2026-11-22T10:00:00.000Z')
const day = '2026-11-22'
/** A hit of the first revision, beside a list that holds this one. */
const saidOf = async (
  revision: number,
  validity: Partial<Entry>,
  more: Partial<CaseState> = {}
) => {
  const [found] = await sharedList.entries()
  const entries = async () => [
    found && { ...found, revision, entry: { ...found.entry, revision, ...validity } }
  ]
  const list = async () => undefined
  const state = aCase({ hits: hitsOf(), ...more })
  const at = `${day}T00:00:00.000Z`
  const notices = await entryNoticesFor({ sharedList: { entries, list }, ids }, [state], at)
  return notices.map(notice => [notice.kind, 'begins' in notice ? notice.begins : undefined])
}
const hitsOf = (more: Partial<RecordedHit> = {}) => {
  const ofList = { revision: 1, instruction: 'inform_only' as const, handling: 'H0' as const }
  return [{ ...aHit({ instruction: 'inform_only', ofList, ...more }), id: 'hit-1' }]
}

test('a list that does not know a revision of its entry yet tells nothing: it would be told again and again', async () => {
  expect(await noticesFor(aCase({ hits: hitsOf() }))).toMatchObject([{ kind: 'list_changed' }])
  expect(await noticesFor(aCase({ hits: hitsOf({ entryRevision: 2 }) }))).toEqual([])
})

test('what was left out, since nobody worked on it, has another id when anybody takes it up again', async () => {
  const hits = hitsOf({ releasableTo: ['border'] })
  const idsWith = async (border: ReturnType<typeof aDesk>) => {
    const desks = { interior: aDesk({ state: 'dismissed' }), border }
    const notices = await noticesFor(aCase({ hits, desks }))
    return notices.flatMap(({ id, kind }) => (kind === 'list_changed' ? id : []))
  }
  const [before] = await idsWith(aDesk({ state: 'assigned', revision: 2 }))
  expect(before).toBeDefined()
  expect(await idsWith(aDesk({ state: 'assigned', revision: 2 }))).toEqual([before])
  expect(await idsWith(aDesk({ state: 'dismissed', revision: 3 }))).toEqual([])
  expect(await idsWith(aDesk({ state: 'reopened', revision: 4 }))).not.toEqual([before])
})

test('who may see an entry is told of what is decided too, first, and by what its list says', async () => {
  const found = async (entry: Partial<Entry>, hit: Partial<RecordedHit> = {}, isDone = true) => {
    const [one] = await sharedList.entries()
    const entries = async () => [
      one && { ...one, revision: 2, entry: { ...one.entry, revision: 2, ...entry } }
    ]
    const list = async () => ({ ...(await sharedList.list()), handling: 'H2' as const })
    const desks = { interior: aDesk({ state: isDone ? 'closed' : 'new' }) }
    const state = aCase({ hits: hitsOf({ instruction: 'arrest', ...hit }), desks })
    const notices = await entryNoticesFor(
      { sharedList: { entries, list }, ids },
      [state],
      `${day}T00:00:00.000Z`
    )
    return notices.map(one => (one.kind === 'release_changed' ? one.release : one.kind))
  }
  const said = { releasableTo: [], covert: false, warnings: [], listRevision: 2 }
  const release = { ...said, handling: 'H2' }
  expect(await found({})).toEqual([release, 'entry_changed'])
  expect(await found({ handling: 'H0' })).toEqual(['entry_changed'])
  expect(await found({ handling: 'H0', covert: true })).toEqual([
    { ...release, handling: 'H0', covert: true },
    'entry_changed'
  ])
  const shared = { releasableTo: ['border', 'customs'] }
  expect(await found({ handling: 'H0', releasableTo: ['customs', 'border'] }, shared)).toEqual([
    'entry_changed'
  ])
  expect(await found({ handling: 'H0', validUntil: '2026-11-21' }, shared, false)).toEqual([
    { ...release, handling: 'H0' },
    'entry_lapsed'
  ])
  const newer = { entryRevision: 3, ...shared }
  expect(await found({ handling: 'H3' }, newer)).toEqual([])
})

test.for([
  { why: 'its last day', revision: 1, validity: { validUntil: day }, said: [] },
  {
    ...{ why: 'the day after', revision: 1, validity: { validUntil: '2026-11-21' } },
    said: [['entry_lapsed', undefined]]
  },
  {
    ...{ why: 'ended by a change', revision: 2, validity: { validUntil: '2026-11-21' } },
    said: [['entry_lapsed', undefined]]
  },
  {
    ...{ why: 'put off', revision: 2, validity: { validFrom: '2026-11-23' } },
    said: [['entry_lapsed', '2026-11-23']]
  },
  {
    ...{ why: 'found by a clock that is ahead', revision: 1, said: [] },
    validity: { validFrom: '2026-11-23' }
  }
])(
  'an entry that is not valid on this day is told of: $why',
  async ({ revision, validity, said }) => {
    expect(await saidOf(revision, validity)).toEqual(said)
    const isDone = { desks: { interior: aDesk({ state: 'dismissed' }) } }
    expect(await saidOf(revision, validity, isDone)).toEqual([])
  }
)

test('an entry that a hit waits for is told of on its first day, one that has ended never again', async () => {
  const since = (begins?: string) => ({
    hits: hitsOf().map(hit => ({
      ...hit,
      entrySince: { as: 'lapsed' as const, revision: 2, ...(begins && { begins }) }
    })),
    desks: { interior: aDesk({ state: 'withdrawn' }) }
  })
  expect(await saidOf(2, { validFrom: day }, since(day))).toEqual([['entry_changed', undefined]])
  expect(await saidOf(2, { validFrom: '2026-11-23' }, since('2026-11-23'))).toEqual([])
  expect(await saidOf(2, { validUntil: day }, since())).toEqual([])
  expect(await saidOf(3, { validUntil: day }, since())).toEqual([['entry_changed', undefined]])
})

test('what an entry warns of by now is told of what a desk works on', async () => {
  const subject = { kind: 'person' as const, names: [{ full: 'LISTED NAME' }] }
  const found = aHit({ instruction: 'inform_only', identity: identityOf(subject, ids) })
  const hits = [{ ...found, id: 'hit-1' }]
  const told = async (entry: Partial<Entry>, desk = aDesk({ state: 'assigned' })) => {
    const said = { instruction: 'inform_only' as const, ...entry }
    return (await saidOf(2, said, { hits, desks: { interior: desk } })).map(([kind]) => kind)
  }
  expect(await told({})).toEqual([])
  expect(await told({ warnings: ['armed'] })).toEqual(['release_changed'])
  expect(await told({ warnings: ['armed'] }, aDesk({ state: 'dismissed' }))).toEqual([])
})
