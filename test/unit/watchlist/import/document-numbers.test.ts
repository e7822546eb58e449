import { expect, test } from 'vitest'
import { readNumber } from '#src/watchlist/import/document-numbers.ts'

test.for([
  ['Libyan passport No. 513000', { label: 'Libyan passport No.', number: '513000', issuer: 'LBY' }],
  ['RL 1794000 (Lebanon)', { label: '', number: 'RL 1794000', issuer: 'LBN' }],
  ['TR-P 614 000', { number: 'TR-P 614 000' }],
  ['Russian passport number 8208 No. 555000', { number: '8208 555000', issuer: 'RUS' }],
  ['R00012000, South Sudan', { number: 'R00012000', issuer: 'SSD' }],
  ['381110000 (Expired 25 Jan. 2016)', { number: '381110000', rest: '(Expired 25 Jan. 2016)' }],
  ['Passport A1 issued 26 May 1999 expires 25 May 2004', { number: 'A1' }],
  ['NIT # 16215000-1 (Colombia)', { number: '16215000-1', issuer: 'COL' }],
  ['RFC DEMO600101XX1 (Mexico)', { label: 'RFC', number: 'DEMO600101XX1' }],
  ['12/EXAMPLE (Naing) 010000 (Burma)', { number: '12/EXAMPLE(Naing)010000', issuer: 'MMR' }],
  ['C234000(0) (United Kingdom)', { number: 'C234000(0)', issuer: 'GBR' }],
  ['No34400/129', { number: '34400/129' }],
  ['Laissez-passer no. N°235/MISPAT/SP', { number: '235/MISPAT/SP' }],
  ['NO34400/129', { number: 'NO34400/129' }],
  ['Diplomatic Passport: Z30320000', { number: 'Z30320000' }],
  ['Passport D000000400, Diplomatic (Syria)', { number: 'D000000400', issuer: 'SYR' }]
] as const)('takes "%s" apart', ([text, parts]) => {
  expect(readNumber(text)).toMatchObject(parts)
})

test('finds no number where there is none', () => {
  expect(readNumber('issued in 1993, under another name')).toBeUndefined()
  expect(readNumber('')).toBeUndefined()
})
