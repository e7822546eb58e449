import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readUntil } from '#src/console/api/read-until.ts'
import { entryFrom, fieldsOf } from '#src/console/lists/entry-fields.ts'
import { entryOutcome } from '#src/console/lists/entry-outcome.ts'
import { importLines, type LineResult } from '#src/console/lists/import-lines.ts'
import { readUtf8 } from '#src/console/lists/read-utf8.ts'
import { countByAge, countByMinute, countDismissed } from '#src/console/overview/count-cases.ts'
import { type AgeLimits, shareOf, standingOf } from '#src/console/overview/list-age.ts'
import { emptyForm, toTraveller } from '#src/console/search/to-traveller.ts'
import type { Entry } from '#src/domain/entry.ts'
import { aCase } from './a-case.ts'

describe('an entry in the form', () => {
  const stored: Entry = {
    id: 'W-1',
    revision: 3,
    kind: 'person',
    names: [{ family: 'Doe', given: 'Jo', quality: 'strong' }, { full: 'Jo D.' }],
    birthDates: [{ from: '1970', to: '1973' }, '1980-01-01'],
    nationalities: ['BEL', 'FRA'],
    documents: [{ type: 'P', number: 'X1', issuer: 'BEL' }, { number: 'Y2' }],
    releasableTo: ['customs'],
    legalBasis: 'art. 26',
    covert: true,
    warnings: ['armed']
  }

  test('loses nothing when it is put as it was', () => {
    const { id: _, ...expected } = stored
    expect(entryFrom(stored, fieldsOf(stored), 4)).toEqual({ ...expected, revision: 4 })
  })

  test('loses nothing, whatever it holds', () => {
    const text = fc.string({ minLength: 1, maxLength: 12 })
    const day = fc.constantFrom('2026-01-31', '2027-12-01')
    const name = fc.record({ full: text, family: text, given: text }, { requiredKeys: [] })
    const document = fc.record(
      { type: text, number: text, issuer: text, status: fc.constantFrom('lost', 'stolen') },
      { requiredKeys: ['number'] }
    )
    const entry = fc.record(
      {
        kind: fc.constantFrom('person', 'document'),
        names: fc.array(name),
        birthDates: fc.array(fc.oneof(day, fc.record({ from: day, to: day }))),
        sex: fc.constantFrom('M', 'F', 'X'),
        nationalities: fc.array(text),
        birthPlaces: fc.array(text),
        documents: fc.array(document),
        instruction: fc.constantFrom('arrest', 'locate'),
        warnings: fc.array(fc.constantFrom('armed', 'minor')),
        covert: fc.boolean(),
        handling: fc.constantFrom('H0', 'H3'),
        releasableTo: fc.array(text),
        reference: text,
        contact: text,
        legalBasis: text,
        remarks: text,
        validFrom: day,
        validUntil: day,
        reviewBy: day
      },
      { requiredKeys: ['kind'] }
    )
    fc.assert(
      fc.property(entry, any => {
        const one = any as Partial<Entry>
        expect(entryFrom(one, fieldsOf(one), 4)).toEqual({ ...one, revision: 4 })
      })
    )
  })

  test('takes whatever an entry may hold', () => {
    const fields = {
      ...fieldsOf({}),
      family: 'Doe',
      birthDate: '1970 / 1973',
      birthPlaces: 'Ghent\n Liège ',
      sex: 'F',
      number: 'X1',
      status: 'stolen',
      releasableTo: 'Customs, navy',
      validFrom: '2026-01-01',
      reviewBy: '2027-01-01',
      legalBasis: 'art. 26'
    }
    expect(entryFrom({}, fields, 1)).toEqual({
      revision: 1,
      kind: 'person',
      names: [{ family: 'Doe' }],
      birthDates: [{ from: '1970', to: '1973' }],
      birthPlaces: ['Ghent', 'Liège'],
      sex: 'F',
      documents: [{ number: 'X1', status: 'stolen' }],
      releasableTo: ['customs', 'navy'],
      validFrom: '2026-01-01',
      reviewBy: '2027-01-01',
      legalBasis: 'art. 26'
    })
  })

  test('is changed only where somebody typed', () => {
    const fields = { ...fieldsOf(stored), family: 'Dow', number: '', covert: false, warnings: [] }
    const entry = entryFrom(stored, fields, 4)
    expect(entry).toMatchObject({
      names: [{ family: 'Dow', given: 'Jo', quality: 'strong' }, { full: 'Jo D.' }],
      documents: [{ number: 'Y2' }]
    })
    expect(entry).not.toHaveProperty('covert')
    expect(entry).not.toHaveProperty('warnings')
  })

  test('sends back nothing that the service adds', () => {
    const shown = { ...stored, list: 'wanted', state: 'active', changedAt: 'now' }
    const entry = entryFrom(shown, fieldsOf(shown), 4)
    for (const name of ['id', 'list', 'state', 'changedAt']) expect(entry).not.toHaveProperty(name)
  })
})

describe('a change that was only received', () => {
  const put = { kind: 'person' as const, names: [{ family: 'Doe' }], nationalities: ['BE'] }
  const found = { ...put, nationalities: ['BEL'], revision: 4 }

  test.for([
    { why: 'in effect', asked: { revision: 4, put }, found, is: 'In effect as revision 4' },
    { why: 'not read yet', asked: { revision: 4, put }, is: 'still not in effect' },
    {
      why: 'not there yet',
      asked: { revision: 4, put },
      found: { ...found, revision: 3 },
      is: 'still not in effect'
    },
    {
      why: 'refused for another of the same revision',
      asked: { revision: 4, put },
      found: { ...found, names: [{ family: 'Dow' }] },
      is: 'was not taken'
    },
    {
      why: 'refused for a later one',
      asked: { revision: 4, put },
      found: { ...found, revision: 5 },
      is: 'stands at revision 5'
    },
    {
      why: 'withdrawn',
      asked: { revision: 4 },
      found: { revision: 4, state: 'withdrawn' as const },
      is: 'Withdrawn.'
    },
    {
      why: 'not withdrawn, since somebody put it anew',
      asked: { revision: 4 },
      found,
      is: 'was not taken'
    }
  ])('is told of as what it became: $why', ({ asked, found, is }) => {
    expect(entryOutcome(asked, found)).toContain(is)
  })

  test('is looked for again until it is there, for some seconds at most', async () => {
    let reads = 0
    const read = async () => {
      reads += 1
      if (reads === 1) throw new Error('away')
      return reads
    }
    const pauses: number[] = []
    const pause = async (ms: number) => void pauses.push(ms)
    expect(await readUntil(read, count => count === 3, pause)).toBe(3)
    expect(pauses).toHaveLength(3)
    expect(await readUntil(read, () => false, pause)).toBeUndefined()
    expect(pauses.slice(3).reduce((sum, ms) => sum + ms, 0)).toBe(15_500)
  })
})

describe('an import', () => {
  test('sends groups in order and names the refused by their line in the file', async () => {
    const text = Array.from({ length: 1_001 }, (_, at) => (at === 1 ? '' : `line ${at + 1}`)).join(
      '\n'
    )
    const sent: string[] = []
    const steps: number[] = []
    const send = async (lines: readonly string[]): Promise<readonly LineResult[]> => {
      sent.push(...lines)
      return lines.map(line =>
        line === 'line 700' ? { id: 'E', status: 400, detail: 'odd' } : { status: 200 }
      )
    }
    const result = await importLines(text, send, ({ done }) => steps.push(done))
    expect(sent).toEqual(text.split('\n').filter(Boolean))
    expect(steps).toEqual([500, 1_000])
    expect(result).toMatchObject({
      taken: 999,
      refusedCount: 1,
      refused: [{ line: 700, problem: 'E: odd' }]
    })
  })
})

describe('a search by hand', () => {
  test('leaves out what is not known', () => {
    expect(toTraveller(emptyForm)).toEqual({})
    expect(
      toTraveller({ ...emptyForm, family: ' Doe ', nationality: 'bel', number: 'X1' })
    ).toEqual({
      names: [{ family: 'Doe' }],
      nationalities: ['BEL'],
      documents: [{ number: 'X1' }]
    })
  })
})

describe('the overview', () => {
  const now = Date.parse('2026-11-22T08:00:00Z')
  const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString()

  test('counts what is open by state and age', () => {
    const cases = [
      aCase('1', { createdAt: ago(1) }),
      aCase('2', { createdAt: ago(30) }),
      aCase('3', { createdAt: ago(30), state: 'referred' }),
      aCase('4', { createdAt: ago(30), state: 'closed' })
    ]
    expect(countByAge(cases, now)).toEqual([
      { state: 'new', counts: [1, 1, 0, 0] },
      { state: 'referred', counts: [0, 1, 0, 0] }
    ])
  })

  test('counts what was dismissed by what was decided in the end, also of what was closed since', () => {
    const step = (action: string) => ({ at: ago(1), by: { sub: 'me' }, action })
    const cases = [
      aCase('1', { state: 'confirmed', decided: { verdict: 'confirmed' } }),
      aCase('2', { state: 'dismissed', decided: { verdict: 'dismissed' } }),
      aCase('3', {
        state: 'closed',
        trail: ['confirm', 'reject', 'refer', 'answered', 'close'].map(step),
        decided: { verdict: 'dismissed' }
      }),
      aCase('4', { state: 'assigned', trail: ['dismiss', 'reject'].map(step) })
    ]
    expect(countDismissed(cases)).toEqual([{ list: 'wanted', decided: 3, dismissed: 2 }])
  })

  const limits: AgeLimits = { degradedAfterSeconds: 10, refusedAfterSeconds: 3_610 }

  test.for([
    [0, 0, 'current'],
    [5, 0.25, 'current'],
    [10, 0.5, 'current'],
    [1_810, 0.75, 'old'],
    [3_610, 1, 'old'],
    [9_999, 1, 'tooOld']
  ] as const)('draws an age of %s s as %s of a bar: %s', ([age, share, standing]) => {
    expect(shareOf(age, limits)).toBe(share)
    expect(standingOf(age, limits)).toBe(standing)
  })

  test('draws a bar whatever the limits are', () => {
    const share = fc.property(fc.nat(), fc.nat(), fc.nat(), (age, first, second) => {
      const drawn = shareOf(age, {
        degradedAfterSeconds: first + 1,
        refusedAfterSeconds: second + 1
      })
      expect(drawn).toBeGreaterThanOrEqual(0)
      expect(drawn).toBeLessThanOrEqual(1)
    })
    fc.assert(share)
  })

  test('counts by the minute in which a case was opened', () => {
    const cases = [aCase('1', { createdAt: ago(1) }), aCase('2', { createdAt: ago(0.5) })]
    expect(countByMinute(cases, [ago(1), ago(0)])).toEqual([2, 0])
  })
})

describe('a file to import', () => {
  test.for(['Jörgen Müllerström', '\ufeffJörgen Müllerström'])(
    'is read as UTF-8: %j',
    async text => {
      expect(await readUtf8(new Blob([text]))).toBe('Jörgen Müllerström')
    }
  )

  test('is not read where it is no UTF-8, for names with other letters', async () => {
    const latin1 = Buffer.from('Jörgen Müllerström', 'latin1')
    expect(await readUtf8(new Blob([latin1]))).toBeUndefined()
  })
})
