import { expect, test } from 'vitest'
import { readMrz } from '#matchers/mrz/read-mrz.ts'
import { reading } from './helpers.ts'
import { specimens, today } from './specimens.ts'

const variants: Readonly<Record<string, (lines: readonly string[]) => string>> = {
  'LF and a last line break': lines => `${lines.join('\n')}\n`,
  CRLF: lines => lines.join('\r\n'),
  CR: lines => lines.join('\r'),
  'one run-on line': lines => lines.join(''),
  'one line with blanks between': lines => lines.join(' '),
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
  [`${'<'.repeat(44)}\n${'<'.repeat(44)}`, 'the first line does not begin with a letter'],
  [`7${'<'.repeat(43)}\n${'<'.repeat(44)}`, 'the first line does not begin with a letter'],
  [`${'A'.repeat(40)}\n${'1'.repeat(47)}`, 'the lines have the length of no known format'],
  ['P'.repeat(5000), 'the text is too long']
] as const)('says why %j is no zone', ([text, reason]) => {
  expect(readMrz(text, today)).toEqual({ unreadable: reason })
})
