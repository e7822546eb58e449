import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readMrz } from '#matchers/mrz/read-mrz.ts'
import { writeMrz } from '#matchers/mrz/write-mrz.ts'
import { reading } from './helpers.ts'
import { specimens, today } from './specimens.ts'

const variants: Readonly<Record<string, (lines: readonly string[]) => string>> = {
  'LF and a last line break': lines => `${lines.join('\n')}\n`,
  CRLF: lines => lines.join('\r\n'),
  CR: lines => lines.join('\r'),
  'one run-on line': lines => lines.join(''),
  'one line with blanks between': lines => lines.join(' '),
  'line breaks escaped twice': lines => lines.join('\\n'),
  'line breaks of two characters escaped twice': lines => lines.join('\\r\\n'),
  'one line with commas between': lines => lines.join(', '),
  'one line with bars between': lines => lines.join('||'),
  'one line with one bar between': lines => lines.join(' | '),
  'one line with slashes between': lines => lines.join('//'),
  'one line with full stops between': lines => lines.join('. '),
  'one line with hyphens between': lines => lines.join('--'),
  'blank lines between': lines => lines.join('\n\n \n'),
  'blanks at the ends': lines => lines.map(line => `  ${line} \t`).join('\n'),
  'blanks inside': lines => lines.map(line => line.replace(/(.{5})/g, '$1 ')).join('\n'),
  'lower case': lines => lines.join('\n').toLowerCase(),
  'full-width characters': lines =>
    lines.join('\n').replace(/[!-~]/g, char => String.fromCharCode(char.charCodeAt(0) + 0xfee0)),
  'single guillemets': lines => lines.join('\n').replaceAll('<', '‹'),
  'guillemets for one filler': lines => lines.join('\n').replaceAll('<', '«'),
  'guillemets for two fillers': lines => lines.join('\n').replaceAll('<<', '«'),
  'angle brackets': lines => lines.join('\n').replaceAll('<', '〈'),
  'HTML escapes': lines => lines.join('\n').replaceAll('<', '&lt;'),
  'scanner control characters': lines => `\u0002${lines.join('\r')}\u0003`,
  'a byte order mark': lines => `\ufeff${lines.join('\n')}`,
  'blanks for fillers': lines => lines.join('\n').replaceAll('<', ' '),
  'Cyrillic letters that look the same': lines =>
    lines.join('\n').replaceAll('A', 'А').replaceAll('E', 'Е'),
  'other text around it': lines => ['Passport No. 1', ...lines, 'page 2 of 32'].join('\n'),
  'lines broken elsewhere': lines => (lines.join('').match(/.{1,25}/g) ?? []).join('\n')
}

const cases = Object.keys(variants).flatMap(variant =>
  (['td1', 'td2', 'td3', 'mrvA', 'mrvB', 'fraId'] as const).map(name => [name, variant] as const)
)

test.for(cases)('reads %s with %s', ([name, variant]) => {
  const lines: readonly string[] = specimens[name]
  const { findings, ...read } = reading(variants[variant]?.(lines) ?? '')
  const { findings: expected, ...clean } = reading(lines)
  expect(read).toEqual(clean)
  expect(findings).toEqual(expect.arrayContaining([...expected]))
})

test.for([
  ['the end of the name cut off', [specimens.td3[0].slice(0, 30), specimens.td3[1]]],
  ['a filler too many in the name', [`${specimens.td3[0]}<`, specimens.td3[1]]],
  ['a filler too few in the data', [specimens.td3[0], specimens.td3[1].replace('<<', '<')]],
  ['a filler too many in the data', [specimens.td3[0], specimens.td3[1].replace('<<', '<<<')]]
] as const)('lengths are put right: %s', ([, lines]) => {
  const read = reading(lines)
  expect(read.findings).toEqual(['fillers were added or left out to give the lines their length'])
  expect(read).toMatchObject({ ...reading(specimens.td3), findings: expect.anything() })
})

const [names, fields] = specimens.td3
const more = (line: string) => line.replace('<<<', '<<<<')
const less = (line: string) => line.replace('<<<', '<<')

test.for([
  ['a filler too many in each line', more(names) + more(fields)],
  ['two fillers too many in the name', `${names}<<${fields}`],
  [
    'two fillers too many in the name, all broken elsewhere',
    `${names.slice(0, 20)}\n${names.slice(20)}<<${fields}`
  ],
  ['a filler too many in the name, one too few in the data', more(names) + less(fields)],
  ['a filler too few in the name', less(names) + fields],
  ['a filler too few in each line', less(names) + less(fields)]
] as const)('lengths of lines that run on are put right: %s', ([, text]) => {
  const { findings, ...read } = reading(text)
  expect(read).toEqual({ ...reading(specimens.td3), findings: undefined })
  expect(findings).toHaveLength(1)
})

test.for([
  ['a filler too many', `${specimens.td1[0]}${more(specimens.td1[1])}${specimens.td1[2]}`],
  ['the end of the name cut off', specimens.td1.join('').slice(0, -2)],
  ['the end of the name cut off further', specimens.td1.join('').replace(/<+$/, '')]
] as const)('the lengths of a card on one line are put right: %s', ([, text]) => {
  const { findings, ...read } = reading(text)
  expect(read).toEqual({ ...reading(specimens.td1), findings: undefined })
  expect(findings).toHaveLength(1)
})

test('a passport is never read as a card, however many characters there are', () => {
  const doe = { format: 'TD3', issuer: 'UTO', family: 'ZUBLOTKIN', given: 'PEDRUVO' } as const
  const text = writeMrz({ ...doe, number: 'A16542310', birthDate: '1966-11-23' })
  const [line = '', second = ''] = text.split('\n')
  fc.assert(
    fc.property(fc.nat(44), fc.constantFrom('<<', '<', '0', 'A1'), (at, much) => {
      const read = readMrz(line.slice(0, at) + much + line.slice(at) + second, today)
      expect('format' in read && read.format === 'TD1').toBe(false)
    })
  )
})

test('lines that run on are no zone when only empty fields have a right check digit', () => {
  const empty = `${'P<UTODOE<<JANE'.padEnd(44, '<')}${'<'.repeat(44)}`
  expect(readMrz(empty, today)).toEqual({
    unreadable: 'the lines have the length of no known format'
  })
})

test('missing fillers at the ends of a card and of a visa are put back', () => {
  const card = reading(specimens.td1.map((line, i) => (i === 1 ? line : line.replace(/<+$/, ''))))
  expect(card).toMatchObject({ number: 'D23145890', birthDate: '1974-08-12', format: 'TD1' })
  const visa = reading(specimens.mrvA.map(line => line.replace(/<+$/, '')))
  expect(visa).toMatchObject({ number: 'L8988901C', format: 'MRV-A', optionalData: ['6ZE184226B'] })
})

test('a character that cannot stand in a zone is a filler and a finding', () => {
  const read = reading([specimens.td3[0].replace('ANNA', 'A?NA'), specimens.td3[1]])
  expect(read.names.given.components).toEqual(['A', 'NA', 'MARIA'])
  expect(read.findings).toEqual(['characters that cannot stand in a zone were read as fillers'])
})

test('any number of characters that add up to a zone is none when no check digit is right', () => {
  const text = `${'A'.repeat(40)}\n${'B'.repeat(50)}`
  expect(readMrz(text, today)).toEqual({
    unreadable: 'the lines have the length of no known format'
  })
})

test.for([
  ['', 'the text is empty'],
  [' \r\n\t ', 'the text is empty'],
  ['P<UTOERIKSSON', 'the lines have the length of no known format'],
  ['\\n', 'the text is empty'],
  [`${'<'.repeat(44)}\n${'<'.repeat(44)}`, 'the first line does not begin with a letter'],
  [`7${'<'.repeat(43)}\n${'<'.repeat(44)}`, 'the first line does not begin with a letter'],
  [`${'A'.repeat(40)}\n${'1'.repeat(47)}`, 'the lines have the length of no known format'],
  ['P'.repeat(5000), 'the text is too long']
] as const)('says why %j is no zone', ([text, reason]) => {
  expect(readMrz(text, today)).toEqual({ unreadable: reason })
})
