import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvRecords } from '#src/watchlist/import/csv-records.ts'

async function* linesOf(text: string) {
  for (const [index, line] of text.split('\n').entries()) yield { number: index + 1, text: line }
}

const recordsOf = async (text: string, columns?: number) => {
  const records = []
  for await (const record of csvRecords(linesOf(text), columns)) {
    records.push('fields' in record ? record.fields : `${record.line} ${record.problem}`)
  }
  return records
}

test('reads quoted and bare fields, with blanks around them', async () => {
  expect(await recordsOf('1, "a, ""b""" ,-0- ,\n')).toEqual([['1', 'a, "b"', '-0-', '']])
})

test('reads a field over several lines', async () => {
  expect(await recordsOf('1,"a\n\nb",c\n2,d,e', 3)).toEqual([
    ['1', 'a\n\nb', 'c'],
    ['2', 'd', 'e']
  ])
})

test('passes over lines of nothing but commas, as spreadsheets end with, and the end of a DOS file', async () => {
  expect(await recordsOf('1,a,b\n,,\n , ,,,\n2,,\n\u001a\n', 3)).toEqual([
    ['1', 'a', 'b'],
    ['2', '', '']
  ])
})

test('reads a report of hundreds of lines as one field', async () => {
  const report = Array.from({ length: 400 }, (_, index) => `line ${index}`).join('\n')
  expect(await recordsOf(`1,"${report}",c\n2,d,e`, 3)).toEqual([
    ['1', report, 'c'],
    ['2', 'd', 'e']
  ])
})

test.for([
  ['an unclosed quote', '1,"a,b\n2,c,d\n3,"e",f', '1 a quote is never closed'],
  [
    'an unclosed quote at the end of the field',
    '1,a,"b\n2,c,d\n3,"e",f',
    '1 a quote is never closed'
  ],
  ['text after a quote', '1,"a"b,c\n2,c,d\n3,"e",f', '1 text follows a closing quote'],
  ['too few columns', '1,a\n2,c,d\n3,"e",f', '1 2 columns instead of 3'],
  ['too many columns', '1,a,b,c\n2,c,d\n3,"e",f', '1 4 columns instead of 3']
] as const)('loses only the line with %s', async ([, text, problem]) => {
  expect(await recordsOf(text, 3)).toEqual([problem, ['2', 'c', 'd'], ['3', 'e', 'f']])
})

test('passes on what is wrong with a line, also within a quoted field', async () => {
  const lines = async function* () {
    yield { number: 1, text: '1,"a' }
    yield { number: 2, problem: 'the line is too long' }
    yield { number: 3, text: '3,b' }
  }
  const records = []
  for await (const record of csvRecords(lines(), 2)) records.push(record)
  expect(records).toEqual([
    { line: 1, problem: 'a quote is never closed' },
    { line: 2, problem: 'the line is too long' },
    { line: 3, fields: ['3', 'b'] }
  ])
})

test('gives back any fields that were written by the rules', async () => {
  const field = fc.string({ unit: 'grapheme' }).map(text => text.replaceAll(/[\r\n]/g, ''))
  await fc.assert(
    fc.asyncProperty(fc.array(field, { minLength: 2, maxLength: 5 }), async fields => {
      const text = fields.map(one => `"${one.replaceAll('"', '""')}"`).join(',')
      expect(await recordsOf(text)).toEqual([fields])
    })
  )
})
