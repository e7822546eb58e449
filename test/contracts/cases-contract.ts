import { describe, expect, onTestFinished, test } from 'vitest'
import {
  type CaseHit,
  type CaseState,
  type CaseStateName,
  type Desk,
  isVisible
} from '#src/domain/case.ts'
import {
  type CaseChange,
  type CaseCursor,
  type Cases,
  caseChangedCode,
  type News,
  type Position
} from '#src/domain/ports.ts'
import { startFollowing } from '../helpers/follow-until.ts'
import { aCase, aDesk, aHit } from '../helpers/screened.ts'
import type { Open } from './opened.ts'

/** What every store of cases promises; sequences need not be without gaps. */
export const casesContract = (name: string, openCases: Open<Cases>): void => {
  const open = async () => {
    const opened = await openCases()
    onTestFinished(() => opened.close())
    return opened
  }

  describe(`cases: ${name}`, () => {
    test('are none at first', async () => {
      const { port } = await open()
      expect(await port.sequence('police')).toBe(0)
      expect(await port.get(['a'])).toEqual([undefined])
      expect(await port.query({ agency: 'police', limit: 10 })).toEqual([])
      expect(await port.offsets('screenings')).toEqual(new Map())
      expect([...(await port.counts())].filter(([, count]) => count > 0)).toEqual([])
    })

    test('are given back as committed, in the order asked', async () => {
      const { port } = await open()
      const [a, b] = [caseOf('a'), caseOf('b')]
      await port.commit({ position: at(1), cases: [a, b] })
      expect(await port.get(['b', 'none', 'a'])).toEqual([b, undefined, a])
    })

    test('come most urgent first, then newest, then by id', async () => {
      const { port } = await open()
      await port.commit({
        position: at(1),
        cases: [
          caseOf('calm', { urgency: 5, createdAt: '2026-11-22T12:00:00.000Z' }),
          caseOf('old', { createdAt: '2026-11-20T12:00:00.000Z' }),
          caseOf('new-b', { createdAt: '2026-11-22T12:00:00.000Z' }),
          caseOf('new-a', { createdAt: '2026-11-22T12:00:00.000Z' }),
          caseOf('gravest', { urgency: 1, createdAt: '2026-11-01T12:00:00.000Z' })
        ]
      })
      const order = ['gravest', 'new-a', 'new-b', 'old', 'calm']
      expect(idsOf(await port.query({ agency: 'police', limit: 10 }))).toEqual(order)
    })

    test('come to each agency in the order of its own desks', async () => {
      const { port } = await open()
      await port.commit({
        position: at(1),
        cases: [
          sharedCase('a', { police: { urgency: 5 }, customs: { urgency: 1 } }),
          sharedCase('b', { police: { urgency: 4 }, customs: { urgency: 6 } }),
          sharedCase('c', { police: { urgency: 6 }, customs: { urgency: 3 } })
        ]
      })
      const seenBy = async (agency: string, after?: CaseCursor) =>
        idsOf(await port.query({ agency, limit: 10, ...(after && { after }) }))
      expect(await seenBy('police')).toEqual(['b', 'a', 'c'])
      expect(await seenBy('customs')).toEqual(['a', 'c', 'b'])
      const [first] = await port.query({ agency: 'police', limit: 1 })
      expect(await seenBy('police', cursorOf(first, 'police'))).toEqual(['a', 'c'])
    })

    test('come in pages that neither skip nor repeat', async () => {
      const { port } = await open()
      const cases = Array.from({ length: 57 }, (_, index) =>
        caseOf(`c${index}`, {
          urgency: (index % 3) + 1,
          createdAt: `2026-11-22T08:00:0${index % 7}.000Z`
        })
      )
      await port.commit({ position: at(1), cases })
      const paged: CaseState[] = []
      let page = await port.query({ agency: 'police', limit: 10 })
      while (page.length > 0) {
        paged.push(...page)
        const after = cursorOf(page.at(-1), 'police')
        page = await port.query({ agency: 'police', limit: 10, ...(after && { after }) })
      }
      expect(idsOf(paged)).toEqual(idsOf(await port.query({ agency: 'police', limit: 100 })))
      expect(new Set(idsOf(paged)).size).toBe(57)
    })

    test('are shown to the agencies that a hit is released to, and to no other', async () => {
      const { port } = await open()
      const shared = sharedCase('shared', { police: {}, customs: {} })
      const unscreened = caseOf(
        'unscreened',
        {},
        {
          hits: [],
          unscreened: { reason: 'unreadable', agencies: ['border'] },
          desks: { border: deskOf() }
        }
      )
      await port.commit({ position: at(1), cases: [caseOf('own'), shared, unscreened] })
      const seenBy = async (agency: string) => idsOf(await port.query({ agency, limit: 10 })).sort()
      expect(await seenBy('police')).toEqual(['own', 'shared'])
      expect(await seenBy('customs')).toEqual(['shared'])
      expect(await seenBy('border')).toEqual(['unscreened'])
      expect(await seenBy('navy')).toEqual([])
    })

    test('stand in one place of each queue after each change', async () => {
      const { port } = await open()
      await port.commit({ position: at(1), cases: [caseOf('a', { urgency: 5 }), caseOf('b')] })
      const raised = caseOf('a', { revision: 2, urgency: 1, state: 'assigned' })
      await port.commit({ position: at(2), cases: [raised] })
      expect(await port.query({ agency: 'police', limit: 10 })).toEqual([raised, caseOf('b')])
    })

    test('leave the queue of an agency that sees no hit any more, and its count', async () => {
      const { port } = await open()
      const shared = sharedCase('a', { police: {}, customs: {} })
      await port.commit({ position: at(1), cases: [caseOf('b'), shared] })
      const gone = { ...shared, hits: [hitOf('customs')] }
      await port.commit({ position: at(2), cases: [gone] })
      expect(idsOf(await port.query({ agency: 'police', limit: 10 }))).toEqual(['b'])
      expect(await port.query({ agency: 'customs', limit: 10 })).toEqual([gone])
      expect((await port.counts()).get('new')).toBe(2)
      const before = await port.sequence('police')
      const back = sharedCase('a', { police: { revision: 2 }, customs: {} })
      await port.commit({ position: at(3), cases: [back] })
      expect(idsOf(await port.query({ agency: 'police', limit: 10 }))).toEqual(['a', 'b'])
      expect((await port.counts()).get('new')).toBe(3)
      expect(await port.sequence('police')).toBe(before + 1)
    })

    test('are found by the state of the agency’s own desk', async () => {
      const { port } = await open()
      await port.commit({
        position: at(1),
        cases: [
          caseOf('a'),
          caseOf('b', { state: 'closed' }),
          caseOf('c', { state: 'closed' }),
          sharedCase('d', { police: {}, customs: { state: 'closed' } })
        ]
      })
      const closed = { agency: 'police', state: 'closed', limit: 1 }
      const [first] = await port.query(closed)
      expect(first?.id).toBe('b')
      const after = cursorOf(first, 'police')
      expect(idsOf(await port.query({ ...closed, limit: 10, ...(after && { after }) }))).toEqual([
        'c'
      ])
      expect(idsOf(await port.query({ ...closed, agency: 'customs' }))).toEqual(['d'])
    })

    test('are found when the timer of a desk that sees them is over, the longest over first', async () => {
      const { port } = await open()
      const timer = (at: string): Partial<Desk> => ({
        due: { at: `2026-11-22T${at}:00.000Z`, what: 'decide', to: 'supervisor', step: 0 }
      })
      await port.commit({
        position: at(1),
        cases: [
          sharedCase('a', { police: timer('09:00'), customs: timer('08:00') }),
          caseOf('b', timer('08:30')),
          caseOf('c', timer('10:00')),
          caseOf('d')
        ]
      })
      const over = async (time: string, limit = 10, skipped = 0) =>
        (await port.due(`2026-11-22T${time}:00.000Z`, limit, skipped)).map(
          ({ agency, state }) => `${state.id} ${agency}`
        )
      expect(await over('08:00')).toEqual([])
      expect(await over('09:30')).toEqual(['a customs', 'b police', 'a police'])
      expect(await over('09:30', 1)).toEqual(['a customs'])
      expect(await over('09:30', 1, 1)).toEqual(['b police'])
      expect(await over('09:30', 10, 3)).toEqual([])
      const next = sharedCase('a', {
        police: timer('09:00'),
        customs: { ...timer('12:00'), revision: 2 }
      })
      await port.commit({ position: at(2), cases: [next, caseOf('b', { revision: 2 })] })
      expect(await over('09:30')).toEqual(['a police'])
      await port.commit({ position: at(3), cases: [{ ...next, hits: [hitOf('customs')] }] })
      expect(await over('09:30')).toEqual([])
    })

    test('are found by their traveller, the newest first', async () => {
      const { port } = await open()
      const of = (id: string, traveller?: string) =>
        caseOf(id, {}, { ...(traveller && { traveller }) })
      await port.commit({ position: at(1), cases: [of('a', 't-1'), of('b', 't-2'), of('c')] })
      await port.commit({ position: at(2), cases: [of('d', 't-1')] })
      expect(idsOf(await port.ofTraveller('t-1', 10))).toEqual(['d', 'a'])
      expect(idsOf(await port.ofTraveller('t-1', 1))).toEqual(['d'])
      expect(await port.ofTraveller('nobody', 10)).toEqual([])
    })

    test('are found by an entry that they have a hit of, while open and for some time after', async () => {
      const { port } = await open()
      const of = (id: string, entryIds: readonly string[], desk: Partial<Desk> = {}) => {
        const hits = entryIds.map(entryId => ({ ...hitOf('police'), entryId, id: entryId }))
        return caseOf(id, desk, { hits })
      }
      const found = async (since: string, ...entryIds: readonly string[]) => {
        const entries = entryIds.map(id => ({ list: 'wanted', id }))
        return [...(await port.ofEntries(entries, since))].sort()
      }
      const closed = (time: string): Partial<Desk> => ({ state: 'closed', updatedAt: time })
      await port.commit({
        position: at(1),
        cases: [of('a', ['1']), of('b', ['1', '2']), of('c', ['3'], closed(at8))]
      })
      expect(await found(at8, '1')).toEqual(['a', 'b'])
      expect(await found(at8, '2', '1', 'none', '1')).toEqual(['a', 'b'])
      expect(await found(at8, '2', '3')).toEqual(['b', 'c'])
      expect(await found('2026-11-22T08:00:00.001Z', '2', '3')).toEqual(['b'])
      expect(await port.ofEntries([{ list: 'other', id: '1' }], at8)).toEqual([])
      expect(await port.ofEntries([], at8)).toEqual([])

      const later = '2026-11-22T09:00:00.000Z'
      const decided = of('b', ['1', '2', '4'], { ...closed(later), revision: 2 })
      await port.commit({ position: at(2), cases: [decided] })
      expect(await found(later, '1', '4')).toEqual(['a', 'b'])
      expect(await found('2026-11-22T10:00:00.000Z', '1', '4')).toEqual(['a'])
    })

    test('are found by a list while a desk that sees a hit of it works on it, among however many', async () => {
      const { port } = await open()
      const found = async (list = 'wanted') => [...(await port.atWorkOn(list))].sort()
      const of = (id: string, list: string) =>
        caseOf(id, {}, { hits: [{ ...hitOf('police'), list }] })
      const decided = Array.from({ length: 60 }, (_, index) =>
        caseOf(`over-${index}`, { state: 'dismissed' })
      )
      await port.commit({
        position: at(1),
        cases: [caseOf('a'), caseOf('b', { state: 'referred' }), of('c', 'missing'), ...decided]
      })
      expect(await found()).toEqual(['a', 'b'])
      expect(await found('missing')).toEqual(['c'])
      expect(await found('other')).toEqual([])

      const hit: CaseHit = { ...hitOf('police'), entrySince: { as: 'withdrawn', revision: 2 } }
      const again = caseOf('over-1', { revision: 2, state: 'reopened' })
      const closed = caseOf('b', { revision: 2, state: 'closed' })
      await port.commit({
        position: at(2),
        cases: [caseOf('a', { revision: 2 }, { hits: [hit] }), closed, again]
      })
      expect(await found()).toEqual(['over-1'])

      // The desk of another agency, which does not see the hit, is at work on it as little as one that is done.
      const other = { police: { state: 'closed' as const }, customs: {} }
      const shared = { ...sharedCase('d', other), hits: [hitOf('police')] }
      await port.commit({ position: at(3), cases: [shared, sharedCase('e', other)] })
      expect(await found()).toEqual(['e', 'over-1'])

      // Nobody works on it, but its entry is to be valid again.
      const waits = { as: 'lapsed' as const, revision: 2, begins: '2026-12-01' }
      const waiting = { ...hitOf('police'), entrySince: waits }
      const withdrawn = { revision: 3, state: 'withdrawn' as const }
      await port.commit({ position: at(4), cases: [caseOf('a', withdrawn, { hits: [waiting] })] })
      expect(await found()).toEqual(['a', 'e', 'over-1'])
    })

    test('tell a node whose clock is not ahead of others what it says itself', async () => {
      const { port } = await open()
      expect(await port.timeFor(at8)).toBe(at8)
    })

    test('are found by an entry that an agency sees in them, of those opened before the newest', async () => {
      const { port } = await open()
      const opened = (time: string) => ({ createdAt: `2026-11-22T${time}:00.000Z` })
      await port.commit({
        position: at(1),
        cases: [
          sharedCase('a', { police: opened('08:00'), customs: opened('10:00') }),
          caseOf('b', opened('08:30')),
          caseOf('c', opened('09:00')),
          caseOf('e', opened('08:30'), { hits: [{ ...hitOf('police'), entryId: 'other' }] })
        ]
      })
      await port.commit({ position: at(2), cases: [caseOf('d', opened('08:30'))] })
      const seen = async (agency: string, before: string, limit = 10) => {
        const entry = { list: 'wanted', id: '1' }
        const found = await port.seenOfEntry(agency, entry, opened(before).createdAt, limit)
        return found.map(({ id, createdAt }) => `${id} ${createdAt.slice(11, 16)}`)
      }
      expect(await seen('police', '12:00')).toEqual(['c 09:00', 'b 08:30', 'd 08:30', 'a 08:00'])
      expect(await seen('police', '12:00', 2)).toEqual(['c 09:00', 'b 08:30'])
      expect(await seen('police', '08:30')).toEqual(['a 08:00'])
      expect(await seen('customs', '12:00')).toEqual(['a 10:00'])
      expect(await seen('navy', '12:00')).toEqual([])

      const changed = caseOf('c', { ...opened('09:00'), revision: 2, state: 'closed' })
      const kept = sharedCase('a', { police: opened('08:00'), customs: opened('10:00') })
      const hidden = { ...kept, hits: [hitOf('police'), { ...hitOf('customs'), entryId: 'other' }] }
      await port.commit({ position: at(3), cases: [changed, hidden] })
      expect(await seen('police', '12:00', 1)).toEqual(['c 09:00'])
      expect(await seen('customs', '12:00')).toEqual([])
    })

    test('are found by their entries among very many', async () => {
      const { port } = await open()
      await port.commit({ position: at(1), cases: [caseOf('a')] })
      const entries = Array.from({ length: 2_500 }, (_, id) => ({ list: 'wanted', id: `${id}` }))
      expect(await port.ofEntries(entries, at8)).toEqual(['a'])
    })

    test('are counted by the state of their desks', async () => {
      const { port } = await open()
      const shared = (state: CaseStateName) =>
        sharedCase('c', { police: { revision: 2, state }, customs: {} })
      await port.commit({ position: at(1), cases: [caseOf('a'), caseOf('b'), shared('new')] })
      await port.commit({ position: at(2), cases: [caseOf('b', { revision: 2, state: 'closed' })] })
      const counts = await port.counts()
      expect(counts.get('new')).toBe(3)
      expect(counts.get('closed')).toBe(1)
    })

    test('change nothing at or before the stored position of the topic', async () => {
      const { port } = await open()
      const version = await port.commit({ position: at(5), cases: [caseOf('a')] })
      const again = await port.commit({ position: at(5), cases: [caseOf('a', { revision: 2 })] })
      expect(again).toBe(version)
      expect(await port.sequence('police')).toBe(1)
      expect(await port.get(['a'])).toEqual([caseOf('a')])
      const commands: Position = { topic: 'case-commands', partition: 0, offset: 1 }
      await port.commit({ position: commands, cases: [caseOf('a', { revision: 2 })] })
      expect((await port.get(['a']))[0]?.desks['police']?.revision).toBe(2)
      expect(await port.offsets('screenings')).toEqual(new Map([[0, 5]]))
      expect(await port.offsets('case-commands')).toEqual(new Map([[0, 1]]))
    })

    test('are refused when they were made of what does not stand any more', async () => {
      const { port } = await open()
      await port.commit({ position: at(1), cases: [caseOf('a')], madeOf: [] })
      const [read] = await port.get(['a'])
      const madeOf = read ? [read] : []
      const commands: Position = { topic: 'case-commands', partition: 0, offset: 1 }
      await port.commit({ position: commands, cases: [caseOf('a', { revision: 2 })], madeOf })
      const late = { position: at(2), cases: [caseOf('b'), caseOf('a', { urgency: 9 })], madeOf }
      await expect(port.commit(late)).rejects.toMatchObject({ code: caseChangedCode })
      const asNew = { position: at(2), cases: [caseOf('a', { urgency: 9 })], madeOf: [] }
      await expect(port.commit(asNew)).rejects.toMatchObject({ code: caseChangedCode })
      expect(await port.get(['a', 'b'])).toEqual([caseOf('a', { revision: 2 }), undefined])
      expect(await port.offsets('screenings')).toEqual(new Map([[0, 1]]))
      const now = await port.get(['a'])
      const good = [caseOf('a', { revision: 3 })]
      await port.commit({ position: at(2), cases: good, madeOf: now.filter(s => s !== undefined) })
      expect(await port.get(['a'])).toEqual(good)
    })

    test('keep what they have to tell until it is told, or the partition tells something else', async () => {
      const { port } = await open()
      const news = (word: string): News[] => [
        { topic: 'alerts', events: [{ id: word, type: 't', source: 's', time: at8, data: word }] }
      ]
      const elsewhere: Position = { topic: 'case-commands', partition: 3, offset: 1 }
      await port.commit({ position: at(1), cases: [caseOf('a')], news: news('first') })
      await port.commit({ position: elsewhere, cases: [], news: news('elsewhere') })
      expect(await port.untold('screenings')).toEqual([{ position: at(1), news: news('first') }])
      expect(await port.untold('screenings', 1)).toEqual([])
      expect(await port.untold('case-commands', 3)).toEqual([
        { position: elsewhere, news: news('elsewhere') }
      ])

      await port.commit({ position: at(1), cases: [], news: news('passed before') })
      await port.commit({ position: at(2), cases: [], news: news('second') })
      await port.told(at(1))
      expect(await port.untold('screenings', 0)).toEqual([
        { position: at(2), news: news('second') }
      ])
      await port.told(at(2))
      expect(await port.untold('screenings')).toEqual([])
      expect(await port.untold('case-commands')).toHaveLength(1)
      await port.commit({ position: { ...elsewhere, offset: 2 }, cases: [] })
      expect(await port.untold('case-commands')).toEqual([])
    })

    test('have something to tell again after nothing was left, also to who asks meanwhile', async () => {
      const { port } = await open()
      const news: News[] = [{ topic: 'alerts', events: [] }]
      const commit = (offset: number) => port.commit({ position: at(offset), cases: [], news })
      const look = () => port.untold('screenings')
      for (const [offset, together] of [
        [1, () => [look(), commit(1)]],
        [2, () => [commit(2), look()]],
        [3, () => [commit(3), look(), look()]]
      ] as const) {
        await Promise.all<unknown>(together())
        expect(await port.untold('screenings')).toEqual([{ position: at(offset), news }])
        await port.told(at(offset))
        expect(await port.untold('screenings')).toEqual([])
      }
    })

    test('tell nothing of a commit that was refused', async () => {
      const { port } = await open()
      await port.commit({ position: at(1), cases: [caseOf('a')] })
      const news: News[] = [{ topic: 'alerts', events: [] }]
      const late = { position: at(2), cases: [caseOf('a', { urgency: 9 })], madeOf: [], news }
      await expect(port.commit(late)).rejects.toMatchObject({ code: caseChangedCode })
      expect(await port.untold('screenings')).toEqual([])
    })

    test('are followed in their newest state, first what is there, then live', async () => {
      const { port } = await open()
      await port.commit({ position: at(1), cases: [caseOf('a'), caseOf('b')] })
      await port.commit({ position: at(2), cases: [caseOf('a', { revision: 2 })] })
      const followed = follow(port, 0)
      await followed.until(shows('b@1', 'a@2'))
      await port.commit({ position: at(3), cases: [caseOf('c')] })
      const seen = await followed.until(shows('c@1'))
      expect(seen.map(nameOf)).toEqual(['b@1', 'a@2', 'c@1'])
      expect(seen.at(-1)?.sequence).toBe(await port.sequence('police'))
      const resumed = await follow(port, seen[1]?.sequence ?? 0).until(shows('c@1'))
      expect(resumed.map(nameOf)).toEqual(['c@1'])
    })

    test('are followed by an agency only where its own desk changed, numbered of its own', async () => {
      const { port } = await open()
      await port.commit({
        position: at(1),
        cases: [sharedCase('a', { police: {}, customs: {} }), caseOf('b')]
      })
      const customs = follow(port, 0, 'customs')
      await customs.until(changes => changes.length === 1)
      for (const revision of [2, 3, 4]) {
        const theirs = sharedCase('a', { police: { revision }, customs: {} })
        await port.commit({ position: at(revision), cases: [theirs, caseOf(`more-${revision}`)] })
      }
      expect(await port.sequence('customs')).toBe(1)
      const own = sharedCase('a', { police: { revision: 4 }, customs: { revision: 2 } })
      await port.commit({ position: at(5), cases: [own] })
      const seen = await customs.until(changes => changes.length > 1)
      expect(seen.map(({ sequence }) => sequence)).toEqual([1, 2])
      expect(seen[1]?.state).toEqual(own)
      expect(await port.sequence('police')).toBe(8)
    })

    test('are followed once more by an agency that sees no hit in them any more, live and later', async () => {
      const { port } = await open()
      const shared = sharedCase('a', { police: {}, customs: {} })
      await port.commit({ position: at(1), cases: [shared] })
      const live = follow(port, 0)
      await live.until(shows('a@1'))
      const gone = { ...shared, hits: [hitOf('customs')] }
      await port.commit({ position: at(2), cases: [gone] })
      const theirs = { ...gone, desks: { ...gone.desks, customs: deskOf({ revision: 2 }) } }
      await port.commit({ position: at(3), cases: [theirs, caseOf('b')] })
      const sights = (changes: readonly CaseChange[]) =>
        changes.map(({ sequence, state }) => [sequence, state.id, isVisible(state, 'police')])
      const seen = await live.until(shows('b@1'))
      expect(sights(seen)).toEqual([
        [1, 'a', true],
        [2, 'a', false],
        [3, 'b', true]
      ])
      const later = await follow(port, 1).until(shows('b@1'))
      expect(sights(later)).toEqual([
        [2, 'a', false],
        [3, 'b', true]
      ])
      const back = sharedCase('a', { police: { revision: 2 }, customs: { revision: 2 } })
      await port.commit({ position: at(4), cases: [back] })
      const again = await follow(port, 3).until(shows('a@2'))
      expect(sights(again)).toEqual([[4, 'a', true]])
    })

    test('still stand when the store is opened again', async () => {
      const { port, reopen } = await open()
      await port.commit({ position: at(1), cases: [caseOf('a'), caseOf('b')] })
      const again = await reopen()
      expect(await again.get(['a'])).toEqual([caseOf('a')])
      expect(await again.sequence('police')).toBe(2)
    })
  })
}

const at = (offset: number): Position => ({ topic: 'screenings', partition: 0, offset })

const hitOf = (agency: string, releasableTo: readonly string[] = []): CaseHit => ({
  ...aHit({ agency, releasableTo }),
  id: `hit-${agency}`
})

const traveller = { names: [{ full: 'محمد علي' }] }
const deskOf = (change: Partial<Desk> = {}) => aDesk({ urgency: 2, traveller, ...change })

/** A case of the police alone. */
const caseOf = (id: string, desk: Partial<Desk> = {}, change: Partial<CaseState> = {}) =>
  aCase({ id, hits: [hitOf('police')], desks: { police: deskOf(desk) }, ...change })

/** A case with a hit of the police that is released to all with a desk. */
const sharedCase = (id: string, desks: { readonly [agency: string]: Partial<Desk> }) =>
  caseOf(
    id,
    {},
    {
      hits: [hitOf('police', Object.keys(desks))],
      desks: Object.fromEntries(
        Object.entries(desks).map(([agency, desk]) => [agency, deskOf(desk)])
      )
    }
  )

const idsOf = (cases: readonly CaseState[]) => cases.map(({ id }) => id)

const cursorOf = (state: CaseState | undefined, agency: string): CaseCursor | undefined => {
  const desk = state?.desks[agency]
  return state && desk && { id: state.id, urgency: desk.urgency, createdAt: desk.createdAt }
}

const follow = (port: Cases, sequence: number, agency = 'police') => {
  const followed = startFollowing<CaseChange>(async (handle, signal) => {
    const history = await port.history()
    return port.follow(agency, { history, sequence }, handle, signal)
  })
  onTestFinished(() => followed.stop())
  return followed
}

const nameOf = ({ state }: CaseChange) => `${state.id}@${state.desks['police']?.revision}`

const shows =
  (...names: readonly string[]) =>
  (changes: readonly CaseChange[]) => {
    const seen = new Set(changes.map(nameOf))
    return names.every(name => seen.has(name))
  }

const at8 = '2026-11-22T08:00:00.000Z'
