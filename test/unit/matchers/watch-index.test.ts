import { describe, expect, test } from 'vitest'
import { createOracle } from '#matchers/compare-all.ts'
import {
  compareAll,
  createWatchIndex,
  type IndexChange,
  type IndexEntry,
  type SearchResult,
  type Subject,
  type Traveller,
  type WatchIndex
} from '#matchers/index.ts'
import { inventPeople, inventTravellers, model, options, person, seeded } from './fixtures.ts'

const put = (entry: IndexEntry): IndexChange => ({ op: 'put', entry })
const withdraw = ({ list, id }: IndexEntry): IndexChange => ({ op: 'withdraw', list, id })

const compactFully = (index: WatchIndex): void => {
  for (const _ of index.compaction() ?? []);
}

const summary = ({ matches }: SearchResult) =>
  matches.map(({ id, score }) => `${id} ${score.toFixed(9)}`)

/** A word of three syllables for each pair of numbers below a hundred. */
const syllables = (...numbers: readonly number[]): string =>
  [...numbers, ...numbers.map(number => number >> 4)]
    .map(number => `${'BDFGKLMNPRSTVZHJ'.charAt(number % 16)}${'AEIOU'.charAt(number % 5)}`)
    .join('')

const wide = { threshold: 0.5, limit: 1000 }

describe('an index', () => {
  test('finds what comparing with every entry finds', () => {
    const entries = inventPeople(300, 7)
    const index = createWatchIndex(model)
    index.apply(entries.map(put))
    const travellers = inventTravellers(entries, 160, 11)
    let hits = 0
    for (const traveller of travellers) {
      const expected = compareAll(traveller, entries, model, wide)
      hits += expected.matches.length
      expect(summary(index.search(traveller, wide)), JSON.stringify(traveller)).toEqual(
        summary(expected)
      )
    }
    expect(hits).toBeGreaterThan(60)
  })

  test('has other entries weigh what they did beside any that are not counted', () => {
    const index = createWatchIndex(model)
    const listed = person('listed', {
      names: [{ family: 'SZCZEPANIAK', given: 'ANNA' }],
      documents: [{ number: 'X10345678', issuer: 'UTO' }]
    })
    const beside = Array.from({ length: 200 }, (_, at) =>
      person(`beside ${at}`, {
        names: [{ family: 'SZCZEPANIAK', given: 'OLGA' }],
        documents: [{ number: `X1${9_999_999 - 111 * at}`, issuer: 'UTO' }]
      })
    )
    const evidence = (traveller: Traveller) =>
      index.search(traveller, wide).matches.find(({ id }) => id === 'listed')?.evidence
    const sought: Traveller[] = [
      { names: [{ family: 'SZCZEPANIAK', given: 'ANNA' }], documents: [{ number: 'X10345678' }] },
      { documents: [{ number: 'X10345679', issuer: 'UTO' }], names: [{ full: 'ANNA SZCZEPANIAK' }] }
    ]
    index.apply([put(listed)])
    const before = sought.map(evidence)
    expect(before).not.toContain(undefined)

    index.apply(beside.map(entry => put({ ...entry, isUncounted: true })))
    expect(sought.map(evidence)).toEqual(before)
    index.apply(beside.map(put))
    expect(sought.map(evidence)).not.toEqual(before)
    index.apply(beside.map(({ list, id }) => ({ op: 'withdraw', list, id })))
    expect(sought.map(evidence)).toEqual(before)
  })

  test('finds the same of those that are counted, however many others are better', () => {
    const index = createWatchIndex(model)
    const named = (id: string, given: string, more: Partial<Subject> = {}) =>
      person(id, { names: [{ family: 'SZCZEPANIAK', given }], ...more })
    const dated = { birthDates: ['1970-05-06'] }
    index.apply([
      ...Array.from({ length: 3 }, (_, at) => put(named(`near ${at}`, 'HANNA', dated))),
      ...Array.from({ length: 15 }, (_, at) => put(named(`undated ${at}`, 'HANNA')))
    ])
    const ask = (birthDate?: string) => {
      const names = [{ full: 'ANNA SZCZEPANIAK' }]
      const traveller = { names, ...(birthDate !== undefined && { birthDate }) }
      const { matches, insufficient } = index.search(traveller, { threshold: 0.5, limit: 2 })
      return { matches, insufficient }
    }
    const counted = ({ id }: { readonly id: string }) => !id.startsWith('hidden')
    for (const birthDate of ['1970-05-06', undefined]) {
      const before = ask(birthDate)
      const hidden = Array.from({ length: 12 }, (_, at) => named(`hidden ${at}`, 'ANNA', dated))
      index.apply(hidden.map(entry => put({ ...entry, isUncounted: true })))
      const after = ask(birthDate)
      expect(after.matches.filter(counted)).toEqual(before.matches)
      expect(after.insufficient.filter(counted)).toEqual(before.insufficient)
      expect([...after.matches, ...after.insufficient].some(one => !counted(one))).toBe(true)
      index.apply(hidden.map(({ list, id }) => ({ op: 'withdraw', list, id })))
    }
  })

  test('answers alike whatever its history: order, replacement, withdrawal, compaction', () => {
    const entries = inventPeople(4000, 21)
    const next = seeded(3)
    const fresh = createWatchIndex(model)
    const kept = entries.filter((_, at) => at % 7 !== 0)
    fresh.apply(kept.map(put))

    const worn = createWatchIndex(model)
    const shuffled = [...entries].sort(() => next() - 0.5)
    for (let at = 0; at < shuffled.length; at += 1000) {
      const batch = shuffled.slice(at, at + 1000)
      // Each is first put with another's subject, then as it is.
      worn.apply(
        batch.map((entry, nth) =>
          put({ ...entry, subject: shuffled[nth]?.subject ?? entry.subject })
        )
      )
      worn.apply(batch.map(put))
      compactFully(worn)
    }
    const half = worn.compaction()
    half?.next()
    worn.apply(entries.filter((_, at) => at % 7 === 0).map(withdraw))
    compactFully(worn)
    expect(worn.size).toBe(kept.length)
    for (const traveller of inventTravellers(entries, 40, 5)) {
      expect(summary(worn.search(traveller, wide))).toEqual(summary(fresh.search(traveller, wide)))
    }
  })

  test('answers rightly between the steps of a compaction', () => {
    const entries = inventPeople(12_000, 33)
    const index = createWatchIndex(model)
    const sought = person('sought', {
      names: [{ family: 'QUETZALCOATL', given: 'XIMENA' }],
      birthDates: ['1970-05-06']
    })
    const traveller = { names: [{ full: 'Ximena Quetzalcoatl' }], birthDate: '1970-05-06' }
    const leaver = { ...sought, id: 'leaver' }
    for (let at = 0; at < entries.length; at += 2500) {
      index.apply(entries.slice(at, at + 2500).map(put))
      if (at === 0) index.apply([put(leaver)])
      for (const _ of index.compaction() ?? []) {
        if (index.get('list', 'sought') === undefined) index.apply([put(sought)])
        expect(index.search(traveller, options).matches.some(({ id }) => id === 'sought')).toBe(
          true
        )
        if (at > 5000) index.apply([withdraw(leaver)])
      }
    }
    index.apply([put(sought)])
    expect(index.search(traveller, options).matches.map(({ id }) => id)).toEqual(['sought'])
    expect(index.size).toBe(entries.length + 1)
  })

  test('says nothing is worth compacting when nothing is', () => {
    const index = createWatchIndex(model)
    index.apply(inventPeople(10, 1).map(put))
    expect(index.compaction()).toBeUndefined()
  })

  test('runs one compaction at a time, and can be left half-way', () => {
    const index = createWatchIndex(model)
    index.apply(inventPeople(3000, 1).map(put))
    const first = index.compaction()
    first?.next()
    expect(index.compaction()).toBeUndefined()
    first?.return()
    index.apply(inventPeople(6000, 2).map(put))
    expect(index.compaction()).toBeDefined()
  })

  test('gives back records that were replaced many times', () => {
    const index = createWatchIndex(model)
    const entries = inventPeople(1500, 4)
    for (let round = 0; round < 6; round++) {
      index.apply(entries.map(put))
      compactFully(index)
    }
    expect(index.size).toBe(1500)
    expect(index.recordBytes).toBeLessThan(4_000_000)
    expect(index.bytes).toBeLessThan(6_000_000)
    expect(index.get('list', '77')?.payload).toEqual({ id: '77' })
  })

  test('replaces by list and id, and keeps lists apart', () => {
    const index = createWatchIndex(model)
    const named = (full: string, list: string) => person('1', { names: [{ full }] }, list)
    index.apply([
      put(named('Aloysius Featherstonehaugh', 'a')),
      put(named('Bartholomew Cholmondeley', 'b'))
    ])
    index.apply([put(named('Cuthbert Marjoribanks', 'a'))])
    const find = (full: string, lists?: string[]) =>
      index
        .search({ names: [{ full }] }, { ...options, ...(lists ? { lists: new Set(lists) } : {}) })
        .matches.map(({ list }) => list)
    expect(find('Aloysius Featherstonehaugh')).toEqual([])
    expect(find('Cuthbert Marjoribanks')).toEqual(['a'])
    expect(find('Bartholomew Cholmondeley')).toEqual(['b'])
    expect(find('Bartholomew Cholmondeley', ['a'])).toEqual([])
    expect(index.get('b', '1')?.subject.names[0]?.full).toBe('Bartholomew Cholmondeley')
    index.apply([
      { op: 'withdraw', list: 'b', id: '1' },
      { op: 'withdraw', list: 'b', id: 'unknown' }
    ])
    expect(find('Bartholomew Cholmondeley')).toEqual([])
    expect(index.get('b', '1')).toBeUndefined()
    expect(index.size).toBe(1)
  })

  test('leaves out what does not count now', () => {
    const index = createWatchIndex(model)
    index.apply([put(person('1', { names: [{ full: 'Aloysius Featherstonehaugh' }] }))])
    const traveller = { names: [{ full: 'Aloysius Featherstonehaugh' }] }
    expect(index.search(traveller, options).matches).toHaveLength(1)
    expect(index.search(traveller, { ...options, accepts: () => false }).matches).toEqual([])
  })

  test('says so when a work limit cuts a search short', () => {
    const tight = { ...model, limits: { candidates: 5, compared: 2 } }
    const index = createWatchIndex(tight)
    index.apply(
      Array.from({ length: 50 }, (_, at) =>
        put(person(String(at), { names: [{ full: 'Aloysius Featherstonehaugh' }] }))
      )
    )
    const found = index.search({ names: [{ full: 'Aloysius Featherstonehaugh' }] }, options)
    expect(found.cutShort).toBe(true)
    const few = createWatchIndex({ ...model, limits: { candidates: 5, compared: 100 } })
    few.apply(
      Array.from({ length: 50 }, (_, at) =>
        put(person(String(at), { names: [{ full: 'Aloysius Featherstonehaugh' }] }))
      )
    )
    expect(few.search({ names: [{ full: 'Aloysius Featherstonehaugh' }] }, options).cutShort).toBe(
      true
    )
  })

  test('counts every name of an entry that it compares, and stops after the best', () => {
    const index = createWatchIndex(model)
    const manyNames = Array.from({ length: 200 }, () => ({ full: 'Aloysius Featherstonehaugh' }))
    const others = Array.from({ length: 40 }, (_, at) =>
      put(person(String(at), { names: manyNames, birthDates: ['1970-01-02'] }))
    )
    const best = person('best', {
      names: [{ full: 'Aloysius Featherstonehaugh' }],
      birthDates: ['1970-01-02'],
      sex: 'M'
    })
    index.apply([...others, put(best)])
    const names = Array.from({ length: 10 }, () => ({ full: 'Aloysius Featherstonehaugh' }))
    const traveller = { names, birthDate: '1970-01-02', sex: 'M' as const }
    const found = index.search(traveller, options)
    expect(found.cutShort).toBe(true)
    expect(found.compared).toBeLessThan(20)
    expect(found.matches[0]?.id).toBe('best')
    expect(index.search({ ...traveller, names: names.slice(0, 1) }, options).compared).toBeLessThan(
      20
    )
  })

  test('counts what it walks for words that may be two, romanised in many ways, and stops in time', () => {
    const [firsts, seconds] = [
      ['CHEN', 'ZHEN', 'JEN', 'CEN', 'QEN', 'ZEN', 'TSEN', 'TZEN'],
      ['CHANG', 'ZHANG', 'JANG', 'CANG', 'QANG', 'ZANG', 'TSANG', 'TZANG']
    ]
    const index = createWatchIndex(model)
    // Each pair of lists is long, and they have no row in common: nothing is found that would be counted too.
    const families = [...firsts, ...seconds]
    const entries = Array.from({ length: 4000 }, (_, at) =>
      person(String(at), {
        names: [{ family: families[at % families.length] ?? '', given: 'ODO' }]
      })
    )
    index.apply(entries.map(put))
    compactFully(index)
    const joined = firsts.flatMap(first => seconds.map(second => first + second))
    const names = Array.from({ length: 10 }, (_, at) => ({
      full: joined.slice(at, at + 12).join(' ')
    }))
    expect(index.search({ names }, options).cutShort).toBe(true)
    expect(index.search({ names: [{ full: 'CHENZHANG' }] }, options).cutShort).toBe(false)
  })

  test.for([
    { rows: 'new', isCompacted: false },
    { rows: 'old', isCompacted: true }
  ])('judges the most promising of its $rows rows first, and stops in time', ({ isCompacted }) => {
    const index = createWatchIndex(model)
    const birthDates = ['1970-01-02']
    const alike = Array.from({ length: 8_100 }, (_, at) => {
      const others = Array.from({ length: 10 }, (_, nth) => syllables(at % 50, nth)).join(' ')
      const full = `ALOYSIUS FEATHERSTONEHAUGH ${others}`
      return person(String(at), { names: [{ full }], birthDates })
    })
    const full = 'ALOYSIUS FEATHERSTONEHAUGH PRUDENCE'
    index.apply([...alike, person('sought', { names: [{ full }], birthDates })].map(put))
    if (isCompacted) compactFully(index)
    const found = index.search({ names: [{ full }], birthDate: '1970-01-02' }, options)
    expect(found.cutShort).toBe(true)
    expect(found.matches[0]?.id).toBe('sought')
  })

  test('holds each entry to its own threshold, and asks about it by that one', () => {
    const entries = inventPeople(300, 7)
    const index = createWatchIndex(model)
    index.apply(entries.map(put))
    const isGrave = (payload: unknown) => Number((payload as { id: string }).id) % 2 === 0
    const isMild = (payload: unknown) => !isGrave(payload)
    const thresholdOf = ({ payload }: Pick<IndexEntry, 'payload'>) => (isGrave(payload) ? 0.1 : 0.5)
    const ids = (found: SearchResult['matches']) => found.map(({ id }) => id).sort()
    const oracle = createOracle(entries, model)
    let asked = 0
    for (const traveller of inventTravellers(entries, 60, 11)) {
      const both = { threshold: 0.1, limit: 1000, thresholdOf }
      const grave = oracle(traveller, { threshold: 0.1, limit: 1000, accepts: isGrave })
      const mild = oracle(traveller, { threshold: 0.5, limit: 1000, accepts: isMild })
      const matches = ids([...grave.matches, ...mild.matches])
      expect(ids(index.search(traveller, both).matches)).toEqual(matches)
      const found = oracle(traveller, both)
      expect(ids(found.matches)).toEqual(matches)
      const insufficient = ids([...grave.insufficient, ...mild.insufficient])
      if (insufficient.length > 10) continue
      expect(ids(found.insufficient)).toEqual(insufficient)
      asked += insufficient.length
    }
    expect(asked).toBeGreaterThan(0)
  })

  test('takes lost documents in and out', () => {
    const index = createWatchIndex(model)
    const lost = (id: string, number: string): IndexEntry => ({
      list: 'lost',
      id,
      subject: {
        kind: 'document',
        names: [],
        documents: [{ number, issuer: 'FRA', status: 'lost' }]
      },
      payload: {}
    })
    index.apply([put(lost('1', '12AB34567')), put(lost('2', '12AB34568'))])
    const traveller = {
      names: [{ full: 'Anybody Atall' }],
      documents: [{ number: '12 AB-34567', issuer: 'FRA' }]
    }
    const found = index.search(traveller, options).matches
    expect(found.find(({ id }) => id === '1')).toMatchObject({
      documentExact: true,
      evidence: [{ field: 'document', finding: 'same document number and issuer, reported lost' }]
    })
    index.apply([withdraw(lost('1', ''))])
    expect(
      index.search(traveller, options).matches.filter(({ documentExact }) => documentExact)
    ).toEqual([])
    index.apply([put(lost('3', '12AB34567'))])
    expect(index.search(traveller, options).matches[0]?.id).toBe('3')
  })
})
