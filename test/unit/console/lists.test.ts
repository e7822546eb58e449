import { describe, expect, test } from 'vitest'
import { entryFrom, fieldsOf } from '#src/console/lists/entry-fields.ts'
import { importLines, type LineResult } from '#src/console/lists/import-lines.ts'
import { countByAge, countByMinute, countDismissed } from '#src/console/overview/count-cases.ts'
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

  test('counts what was dismissed, also of what was closed since', () => {
    const closed = { at: ago(1), by: { sub: 'me' }, action: 'dismiss' }
    const cases = [
      aCase('1', { state: 'confirmed' }),
      aCase('2', { state: 'dismissed' }),
      aCase('3', { state: 'closed', trail: [closed] }),
      aCase('4')
    ]
    expect(countDismissed(cases)).toEqual([{ list: 'wanted', decided: 3, dismissed: 2 }])
  })

  test('counts by the minute in which a case was opened', () => {
    const cases = [aCase('1', { createdAt: ago(1) }), aCase('2', { createdAt: ago(0.5) })]
    expect(countByMinute(cases, [ago(1), ago(0)])).toEqual([2, 0])
  })
})
