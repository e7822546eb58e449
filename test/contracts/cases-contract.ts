import { describe, expect, onTestFinished, test } from 'vitest'
import type { CaseHit, CaseState } from '#src/domain/case.ts'
import type { CaseChange, Cases, Position } from '#src/domain/ports.ts'
import { startFollowing } from '../helpers/follow-until.ts'
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
      expect(await port.sequence()).toBe(0)
      expect(await port.get(['a'])).toEqual([undefined])
      expect(await port.query({ limit: 10 })).toEqual([])
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
      expect(idsOf(await port.query({ limit: 10 }))).toEqual(order)
      expect(idsOf(await port.query({ agency: 'police', limit: 10 }))).toEqual(order)
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
        const after = page.at(-1)
        page = await port.query({ agency: 'police', limit: 10, ...(after && { after }) })
      }
      expect(idsOf(paged)).toEqual(idsOf(await port.query({ agency: 'police', limit: 100 })))
      expect(new Set(idsOf(paged)).size).toBe(57)
    })

    test('are shown to the agencies that a hit is released to, and to no other', async () => {
      const { port } = await open()
      const shared = caseOf('shared', { hits: [hitOf('police', ['customs'])] })
      const unscreened = caseOf('unscreened', {
        hits: [],
        unscreened: { reason: 'unreadable', agencies: ['border'] }
      })
      await port.commit({ position: at(1), cases: [caseOf('own'), shared, unscreened] })
      const seenBy = async (agency: string) => idsOf(await port.query({ agency, limit: 10 })).sort()
      expect(await seenBy('police')).toEqual(['own', 'shared'])
      expect(await seenBy('customs')).toEqual(['shared'])
      expect(await seenBy('border')).toEqual(['unscreened'])
      expect(await seenBy('navy')).toEqual([])
      expect(await port.query({ limit: 10 })).toHaveLength(3)
    })

    test('stand in one place of the queue after each change', async () => {
      const { port } = await open()
      await port.commit({ position: at(1), cases: [caseOf('a', { urgency: 5 }), caseOf('b')] })
      const changed = caseOf('a', { urgency: 1, state: 'assigned', hits: [hitOf('customs')] })
      await port.commit({ position: at(2), cases: [changed] })
      expect(idsOf(await port.query({ limit: 10 }))).toEqual(['a', 'b'])
      expect(idsOf(await port.query({ agency: 'police', limit: 10 }))).toEqual(['b'])
      expect(await port.query({ agency: 'customs', limit: 10 })).toEqual([changed])
    })

    test('are found by state, within an agency and over all', async () => {
      const { port } = await open()
      await port.commit({
        position: at(1),
        cases: [caseOf('a'), caseOf('b', { state: 'closed' }), caseOf('c', { state: 'closed' })]
      })
      const closed = { state: 'closed', limit: 1 }
      const [first] = await port.query({ ...closed, agency: 'police' })
      expect(first?.id).toBe('b')
      expect(idsOf(await port.query({ ...closed, ...(first && { after: first }) }))).toEqual(['c'])
    })

    test('are counted by state', async () => {
      const { port } = await open()
      await port.commit({ position: at(1), cases: [caseOf('a'), caseOf('b'), caseOf('c')] })
      await port.commit({ position: at(2), cases: [caseOf('b', { state: 'closed' })] })
      const counts = await port.counts()
      expect(counts.get('new')).toBe(2)
      expect(counts.get('closed')).toBe(1)
    })

    test('change nothing at or before the stored position of the topic', async () => {
      const { port } = await open()
      const sequence = await port.commit({ position: at(5), cases: [caseOf('a')] })
      const again = await port.commit({ position: at(5), cases: [caseOf('a', { urgency: 1 })] })
      expect(again).toBe(sequence)
      expect(await port.get(['a'])).toEqual([caseOf('a')])
      const commands: Position = { topic: 'case-commands', partition: 0, offset: 1 }
      await port.commit({ position: commands, cases: [caseOf('a', { revision: 2 })] })
      expect((await port.get(['a']))[0]?.revision).toBe(2)
      expect(await port.offsets('screenings')).toEqual(new Map([[0, 5]]))
      expect(await port.offsets('case-commands')).toEqual(new Map([[0, 1]]))
    })

    test('are followed in their newest state, first what is there, then live', async () => {
      const { port } = await open()
      await port.commit({ position: at(1), cases: [caseOf('a'), caseOf('b')] })
      await port.commit({ position: at(2), cases: [caseOf('a', { revision: 2 })] })
      const followed = follow(port, 0)
      await followed.until(shows('b@1', 'a@2'))
      const last = await port.commit({ position: at(3), cases: [caseOf('c')] })
      const seen = await followed.until(shows('c@1'))
      expect(seen.map(nameOf)).toEqual(['b@1', 'a@2', 'c@1'])
      expect(seen.at(-1)?.sequence).toBe(last)
      const resumed = await follow(port, seen[1]?.sequence ?? 0).until(shows('c@1'))
      expect(resumed.map(nameOf)).toEqual(['c@1'])
    })

    test('still stand when the store is opened again', async context => {
      const { port, reopen } = await open()
      if (!reopen) return context.skip()
      const sequence = await port.commit({ position: at(1), cases: [caseOf('a')] })
      const again = await reopen()
      expect(await again.get(['a'])).toEqual([caseOf('a')])
      expect(await again.sequence()).toBe(sequence)
    })
  })
}

const at = (offset: number): Position => ({ topic: 'screenings', partition: 0, offset })

const hitOf = (agency: string, releasableTo: readonly string[] = []): CaseHit => ({
  id: `hit-${agency}`,
  list: 'wanted',
  entryId: '1',
  score: 0.9,
  band: 'strong',
  instruction: 'arrest',
  warnings: [],
  handling: 'H0',
  listedAs: { kind: 'person' },
  evidence: [{ field: 'name', finding: 'the same name', weight: 7.3 }],
  agency,
  releasableTo,
  covert: false,
  entryRevision: 1
})

const caseOf = (id: string, change: Partial<CaseState> = {}): CaseState => ({
  id,
  revision: 1,
  state: 'new',
  urgency: 2,
  traveller: { names: [{ full: 'محمد علي' }] },
  purpose: 'border_control',
  hits: [hitOf('police')],
  screenings: ['s1'],
  trail: [{ at: '2026-11-22T08:00:00.000Z', by: { sub: 'gate' }, action: 'opened' }],
  createdAt: '2026-11-22T08:00:00.000Z',
  updatedAt: '2026-11-22T08:00:00.000Z',
  ...change
})

const idsOf = (cases: readonly CaseState[]) => cases.map(({ id }) => id)

const follow = (port: Cases, sequence: number) => {
  const followed = startFollowing<CaseChange>((handle, signal) =>
    port.follow(sequence, handle, signal)
  )
  onTestFinished(() => followed.stop())
  return followed
}

const nameOf = ({ state }: CaseChange) => `${state.id}@${state.revision}`

const shows =
  (...names: readonly string[]) =>
  (changes: readonly CaseChange[]) => {
    const seen = new Set(changes.map(nameOf))
    return names.every(name => seen.has(name))
  }
