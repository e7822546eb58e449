import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareEntry, readTraveller } from '#matchers/compare.ts'
import { compareAll, type Match, type Subject, type Traveller } from '#matchers/index.ts'
import { createLexicon } from '#matchers/names/word.ts'
import { priorFor } from '#matchers/prior.ts'
import { model, options, person } from './fixtures.ts'

const compare = (
  traveller: Traveller,
  subject: Omit<Subject, 'kind'>,
  threshold = 0
): Match | undefined =>
  compareAll(traveller, [person('1', subject)], model, { ...options, threshold }).matches[0]

const finding = (match: Match | undefined, field: string): string | undefined =>
  match?.evidence.find(evidence => evidence.field === field)?.finding

const listed = { family: 'AL-TIKRITI', given: 'Mohammed Ali' }

describe('names', () => {
  test.for([
    [{ family: 'Al Tikriti', given: 'MOHAMMED ALI' }, 'same name'],
    [{ full: 'Tikriti Ali Mohammed' }, 'same name, other word order'],
    [{ family: 'Mohammed Ali', given: 'ALTIKRITI' }, 'given and family name swapped'],
    [{ family: 'Tikrity', given: 'Mohammed Ali' }, 'family name spelled differently'],
    [{ family: 'Tikriti', given: 'Mohammed' }, 'middle name missing'],
    [{ family: 'Tikriti', given: 'Mohammed Ali Ziad' }, 'extra name word'],
    [{ family: 'Tikriti Zarqawi', given: 'Mohammed Ali' }, 'extra family name'],
    [{ given: 'Mohammed Ali' }, 'part of the family name missing'],
    [{ family: 'Tikriti', given: 'Mohammed Boris' }, 'given name differs'],
    [{ family: 'Tikriti', given: 'M A' }, 'given name as an initial'],
    [{ family: 'Tikriti', given: 'MohammedAli' }, 'words written as one'],
    [{ full: 'محمد علي التكريتي' }, 'family name spelled differently'],
    [{ full: 'Sigrid Undset' }, undefined]
  ] as const)('%o: %s', ([name, expected]) => {
    expect(finding(compare({ names: [name] }, { names: [listed] }), 'name')).toBe(expected)
  })

  test('a short form and a weak alias say so', () => {
    const match = compare(
      { names: [{ full: 'Bob Featherstonehaugh' }] },
      { names: [{ full: 'Robert Featherstonehaugh', quality: 'weak' }] }
    )
    expect(finding(match, 'name')).toBe('name is a short or foreign form; weak alias')
  })

  test('a name that fills its field may be cut off', () => {
    const match = compare(
      { names: [{ family: 'NDAYISHIMIYE', given: 'EVARISTE JEAN MAXIMILI' }] },
      { names: [{ family: 'NDAYISHIMIYE', given: 'Evariste Jean Maximilien Prosper' }] }
    )
    expect((match?.evidence[0]?.traveller ?? '').length).toBe(36)
    const cut = compare(
      { names: [{ family: 'NDAYISHIMIYE', given: 'EVARISTE MAXIMI' }] },
      { names: [{ family: 'NDAYISHIMIYE', given: 'Evariste Maximilien Prosper' }] }
    )
    expect(finding(cut, 'name')).toBe(
      'given name cut off; middle name missing; name may be cut off'
    )
  })

  test.for([
    {
      name: { family: 'MUELLENBACH', given: 'Maximilienne C' },
      cut: 'given name as an initial'
    },
    { name: { family: 'VAN DER MUELL', given: 'Maximilienne' }, cut: 'family name cut off' },
    { name: { full: 'Maximilienne Van der Muell' }, cut: 'family name cut off' }
  ])('a name that its zone says to be cut off is one, whatever its length: %o', ({ name, cut }) => {
    const whole = {
      names: [{ family: 'Van der Muellenbach', given: 'Maximilienne Clothilde Aurore' }]
    }
    const found = (cutOff: object) =>
      finding(compare({ names: [{ ...name, ...cutOff }] }, whole), 'name')
    expect(found({ cutOff: true })).toContain(cut)
    expect(found({ cutOff: true })).toContain('name may be cut off')
    expect(found({})).not.toContain('cut off')
  })

  test.for([['FNU LNU'], ['XXX'], ['.'], ['']])('%s alone agrees with nobody', ([full = '']) => {
    expect(compare({ names: [{ full }] }, { names: [listed, { full: 'FNU' }] })).toBeUndefined()
  })
})

describe('names in Chinese characters', () => {
  const born = '1970-01-02'
  const original = (match: Match | undefined) =>
    match?.evidence.find(({ field }) => field === 'originalName')

  test('that are the same say more than their reading', () => {
    const match = compare({ names: [{ full: '張偉' }] }, { names: [{ full: '张伟' }] })
    expect(original(match)).toMatchObject({
      finding: 'same characters',
      traveller: '張偉',
      listed: '张伟',
      weight: model.originalName.sameTwo
    })
    const byReading = compare({ names: [{ full: 'Zhang Wei' }] }, { names: [{ full: '张伟' }] })
    expect(original(byReading)).toBeUndefined()
    expect(match?.score).toBeGreaterThan(byReading?.score ?? 1)
  })

  test('that differ are seen beside names in Latin that agree', () => {
    const traveller = { family: 'ZHANG', given: 'WEI', full: '張偉' }
    const names = [{ family: 'Zhang', given: 'Wei' }, { full: '章威' }]
    const match = compare({ names: [traveller] }, { names })
    expect(finding(match, 'name')).toBe('same name')
    expect(original(match)).toMatchObject({ traveller: '張偉', listed: '章威' })
    expect(original(match)?.weight).toBe(model.originalName.noneSame)
  })

  test('count by the pair that speaks most: an alias of another name takes nothing away', () => {
    const traveller = { names: [{ full: '張偉' }] }
    const alone = compare(traveller, { names: [{ full: '张伟' }] })
    for (const other of ['章威', '刘小红', 'Liu Xiaohong']) {
      const match = compare(traveller, { names: [{ full: other }, { full: '张伟' }] })
      expect(match?.score).toBe(alone?.score)
    }
  })

  test('hide nobody whose birth date and reading agree', () => {
    const match = compare(
      { names: [{ full: '張偉' }], birthDate: born },
      { names: [{ full: '章威' }], birthDates: [born] },
      0.5
    )
    expect(match?.score).toBeGreaterThan(0.9)
  })

  test('hardly speak against whoever shows a listed document', () => {
    const documents = [{ number: 'E1234567', issuer: 'CHN' }]
    const match = compare(
      { names: [{ full: '張偉' }], documents },
      { names: [{ full: '章威' }], documents }
    )
    expect(original(match)?.weight).toBe(model.document.nameDiffers)
  })

  test.for([
    ['Иван Петров', 'Cyrillic'],
    ['محمد علي', 'Arabic'],
    ['דוד כהן', 'Hebrew'],
    ['김철수', 'Hangul'],
    ['さとう けん', 'kana']
  ])('%s: in %s letters say no more than their reading', ([full = '']) => {
    const match = compare({ names: [{ full }] }, { names: [{ full }] })
    expect(match?.evidence.map(({ field }) => field)).toEqual(['name'])
  })
})

describe('a score', () => {
  const traveller: Traveller = {
    names: [listed],
    birthDate: '1970-01-02',
    sex: 'M',
    nationalities: ['IRQ'],
    birthPlace: 'Tikrit',
    documents: [{ number: 'A1234567', issuer: 'IRQ' }]
  }

  test('is the logistic of prior and evidence', () => {
    const match = compare(traveller, {
      names: [listed],
      birthDates: ['1970-02-01', { from: '1960', to: '1965' }],
      sex: 'F',
      nationalities: ['SYR'],
      birthPlaces: ['Basra'],
      documents: [{ number: 'A1234568', issuer: 'IRQ' }]
    })
    const sum = (match?.evidence ?? []).reduce(
      (total, { weight }) => total + weight,
      priorFor(1, model.prior)
    )
    expect(match?.score).toBeCloseTo(1 / (1 + Math.exp(-sum)), 12)
    expect(match?.evidence.map(({ field }) => field)).toEqual([
      'document',
      'name',
      'birthDate',
      'nationality',
      'sex',
      'birthPlace'
    ])
  })

  test('another document than the listed one is neutral', () => {
    const subject = { names: [listed], birthDates: ['1970-01-02'] }
    const without = compare(traveller, subject)
    const other = compare(traveller, { ...subject, documents: [{ number: 'Z9', issuer: 'IRQ' }] })
    expect(other?.score).toBe(without?.score)
  })

  test('the same document is a match whatever the name', () => {
    const match = compare(
      { ...traveller, names: [{ full: 'Sigrid Undset' }], birthDate: '1999-09-09', sex: 'F' },
      {
        names: [listed],
        birthDates: ['1970-01-02'],
        sex: 'M',
        documents: [{ number: 'a-1234567', issuer: 'IRQ' }]
      },
      0.5
    )
    expect(match).toMatchObject({ documentExact: true })
    expect(match?.score).toBeGreaterThan(0.5)
    expect(finding(match, 'name')).toBe('name differs')
  })

  test('a common name with nothing else is not specific enough', () => {
    const found = compareAll(
      { names: [{ full: 'Mohammed Ali' }] },
      [person('1', { names: [{ full: 'Mohammed Ali' }], birthDates: ['1970-01-02'] })],
      model,
      options
    )
    expect(found.matches).toEqual([])
    expect(found.insufficient).toMatchObject([{ id: '1', needsMore: true }])
  })

  test('a rare name is enough where the list has no birth date', () => {
    const subject = { names: [{ family: 'QUETZALCOATL', given: 'Ximena' }] }
    const match = compare({ names: subject.names, birthDate: '1970-01-02' }, subject, 0.5)
    expect(match?.score).toBeGreaterThan(0.5)
  })

  test('lists and validity are respected', () => {
    const entries = [person('1', { names: [listed] }, 'a'), person('2', { names: [listed] }, 'b')]
    const inA = compareAll(traveller, entries, model, { ...options, lists: new Set(['a']) })
    expect(inA.matches.map(({ id }) => id)).toEqual(['1'])
    const none = compareAll(traveller, entries, model, { ...options, accepts: () => false })
    expect(none.matches).toEqual([])
  })

  const text = fc.string({ unit: 'grapheme', maxLength: 40 })
  const name = fc.record({ family: text, given: text, full: text }, { requiredKeys: [] })
  const someone = fc.record(
    {
      names: fc.array(name, { maxLength: 3 }),
      birthDate: fc.oneof(fc.constantFrom('1970-01-02', '1970', '1970-02'), text),
      sex: fc.constantFrom('M', 'F', 'X'),
      nationalities: fc.array(text, { maxLength: 2 }),
      birthPlace: text,
      documents: fc.array(fc.record({ number: text, issuer: text }), { maxLength: 2 })
    },
    { requiredKeys: ['names'] }
  ) as fc.Arbitrary<Traveller>
  const subjectOf = ({ birthDate, birthPlace, ...rest }: Traveller): Omit<Subject, 'kind'> => ({
    ...rest,
    birthDates: birthDate === undefined ? [] : [birthDate],
    birthPlaces: birthPlace === undefined ? [] : [birthPlace]
  })

  test('lies in [0, 1] for any Unicode', () => {
    fc.assert(
      fc.property(someone, someone, (one, other) => {
        const score = compare(one, subjectOf(other))?.score ?? 0
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(1)
      }),
      { numRuns: 300 }
    )
  })

  test('is never lowered by making a field equal', () => {
    fc.assert(
      fc.property(
        fc.record({
          birthDate: fc.constantFrom('1970-01-02', '1970', '1981-11-30'),
          sex: fc.constantFrom<'M' | 'F'>('M', 'F'),
          nationality: fc.constantFrom('IRQ', 'SYR')
        }),
        other => {
          const subject = {
            names: [listed],
            birthDates: ['1970-01-02'],
            sex: 'M' as const,
            nationalities: ['IRQ']
          }
          const before = {
            names: [{ full: 'Mohamed Tikriti' }],
            birthDate: other.birthDate,
            sex: other.sex,
            nationalities: [other.nationality]
          }
          const score = compare(before, subject)?.score ?? 0
          const equals = [
            { birthDate: '1970-01-02' },
            { sex: 'M' as const },
            { nationalities: ['IRQ'] },
            { names: [listed] }
          ]
          for (const equal of equals) {
            expect(compare({ ...before, ...equal }, subject)?.score ?? 0).toBeGreaterThanOrEqual(
              score
            )
          }
        }
      )
    )
  })
})

describe('what calibration settled', () => {
  const born = '1970-03-14'
  const search = (traveller: Traveller, subject: Omit<Subject, 'kind'>) =>
    compareAll(traveller, [person('1', subject)], model, options)

  test.for([
    ['1978-08-25', 'another birth date'],
    ['1999-08-25', 'a birth date of another generation']
  ] as const)('a full namesake born on %s is not referred: %s', ([birthDate]) => {
    const names = [{ family: 'Featherstonehaugh', given: 'Aloysius' }]
    const { matches, insufficient } = search({ names, birthDate }, { names, birthDates: [born] })
    expect([...matches, ...insufficient]).toEqual([])
  })

  test('a common name with the year alone is asked about on a long list, not referred', () => {
    const names = [{ family: 'ALI', given: 'Mohammed' }]
    const lexicon = createLexicon(model.word)
    const found = compareEntry(
      readTraveller({ names, birthDate: '1970' }, lexicon),
      person('1', { names, birthDates: [born] }),
      {
        ...options,
        model,
        lexicon,
        census: { expectedNeighbours: () => 0 },
        prior: priorFor(100_000, model.prior)
      }
    )
    expect(found?.score).toBeLessThan(options.threshold)
    expect(found?.needsMore).toBe(true)
  })

  test('a word with two typing errors speaks less against a name than another word', () => {
    const listedAs = { names: [{ full: 'Hacene ALLANE' }], birthDates: [born] }
    const weight = (full: string): number =>
      compare({ names: [{ full }], birthDate: born }, listedAs)?.evidence[0]?.weight ?? 0
    expect(weight('Hcanee ALLANE')).toBeGreaterThan(weight('Gerard ALLANE') + 2)
    expect(weight('Hacene ALLANE')).toBeGreaterThan(weight('Hcanee ALLANE') + 2)
  })

  test('the same nationality says little beside the whole name, and more beside a part of it', () => {
    const listed = {
      names: [{ family: 'Kowalski', given: 'Andrzej' }],
      nationalities: ['POL'],
      birthDates: [born]
    }
    const weight = (given: string): number =>
      compare(
        { ...listed, birthDate: born, names: [{ family: 'Kowalski', given }] },
        listed
      )?.evidence.find(({ field }) => field === 'nationality')?.weight ?? 0
    expect(weight('Andrzej')).toBeGreaterThan(0)
    expect(weight('Zbigniew')).toBeGreaterThan(weight('Andrzej'))
  })

  test('a neighbour of a name by one letter loses more than its share', () => {
    const listedAs = { names: [{ family: 'Romaniuk', given: 'Olena' }], birthDates: [born] }
    const name = (family: string) =>
      compare({ names: [{ family, given: 'Olena' }], birthDate: born }, listedAs)?.evidence[0]
        ?.weight ?? 0
    expect(name('Romaniuk') - name('Romanuk')).toBeGreaterThan(2)
  })

  test('a listed passport with one wrong character and the right year is found under another name', () => {
    for (const number of ['57388', '542857', 'A905487', '123456789']) {
      const wrong = number.replace(/8/, '3')
      const found = search(
        {
          names: [{ full: 'Sigrid Undset' }],
          birthDate: '1970',
          documents: [{ number: wrong, issuer: 'LBY' }]
        },
        { names: [listed], birthDates: ['1970'], documents: [{ number, issuer: 'LBY' }] }
      )
      expect(found.matches, number).toHaveLength(1)
    }
  })

  test('another name or birth date hardly speaks against a listed document', () => {
    const subject = {
      names: [listed],
      birthDates: [born],
      documents: [{ number: 'A1234567', issuer: 'IRQ' }]
    }
    const match = compare(
      {
        names: [{ full: 'Sigrid Undset' }],
        birthDate: '1999-09-09',
        documents: [{ number: 'A1234567', issuer: 'IRQ' }]
      },
      subject
    )
    expect(match?.evidence.map(({ weight }) => weight)).toEqual([
      model.document.same,
      model.document.nameDiffers,
      model.document.birthDateDiffers
    ])
    expect(match?.score).toBeGreaterThan(0.9)
  })
})
