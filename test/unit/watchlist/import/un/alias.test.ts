import { expect, test } from 'vitest'
import { readAlias } from '#src/watchlist/import/un/alias.ts'
import type { Element } from '#src/watchlist/import/un/elements.ts'

const element = (name: string, text: string, children: Element[] = []): Element => ({
  name,
  line: 1,
  text,
  children
})
const alias = (name: string, note = '', quality = 'Good') =>
  readAlias(
    element('INDIVIDUAL_ALIAS', '', [
      element('QUALITY', quality),
      element('ALIAS_NAME', name),
      element('NOTE', note)
    ])
  )
const namesOf = (name: string, note?: string) =>
  alias(name, note).names.map(({ full, family, given }) => full ?? `${family}|${given}`)

test.for([
  ['several names', 'Oz Verlaine; Ozric Ferlane', '', ['Oz Verlaine', 'Ozric Ferlane']],
  ['numbered names', 'a) Oz Verlaine b) Ozric Ferlane', '', ['Oz Verlaine', 'Ozric Ferlane']],
  ['other letters in brackets', 'Oz Tamsin (عز تمسين)', '', ['Oz Tamsin', 'عز تمسين']],
  [
    'Latin letters in brackets',
    'عز تمسين (Oz Tamsin; Oz Tamseen)',
    '',
    ['عز تمسين', 'Oz Tamsin', 'Oz Tamseen']
  ],
  ['an original script in brackets', 'Oz (original script: Оз)', '', ['Oz', 'Оз']],
  ['an original script in the note', 'Oz', 'Previously listed as. In Arabic: عز', ['Oz', 'عز']],
  [
    'spellings in the note of a name in other letters',
    'عز',
    'Oz Tamsin; Oz Tamseen',
    ['عز', 'Oz Tamsin', 'Oz Tamseen']
  ],
  ['a remark in brackets', 'El Ejemplo (COMBAT NAME)', '', ['El Ejemplo']],
  ['another spelling in brackets', 'Oz Ozgovev (Ozgoev)', '', ['Oz Ozgovev', 'Oz Ozgoev']],
  ['a birth after the name', 'Mona Example, born in 1953', '', ['Mona Example']],
  ['a father', 'Oz son of Verlane (عز),', '', ['Oz', 'عز']],
  ['a family name first', 'Verlane, Oz', '', ['Verlane|Oz']],
  ['two scripts in one', 'Agha Oz اغا عز', '', ['Agha Oz', 'اغا عز']],
  ['nothing', '', '', []]
] as const)('reads %s', ([, name, note, names]) => {
  expect(namesOf(name, note)).toEqual(names)
})

test.for([
  ['born in 1976', ['1976']],
  ['born 15 Nov. 1947, in Southtown', ['1947-11-15']],
  ['DOB: 12 May 1964. POB: Egypt', ['1964-05-12']],
  ['(DPOB - 1977)', ['1977']],
  ['nom de guerre', []]
] as const)('reads the birth date in the note "%s"', ([note, dates]) => {
  expect(alias('Oz', note).birthDates).toEqual(dates)
})

test('reads the passport in a note', () => {
  expect(alias('Oz', 'appears in false Indonesian passport number S335000').documents).toEqual([
    { type: 'P', number: 'S335000', issuer: 'IDN', status: 'fraudulent' }
  ])
})

test('takes Born for a name where nothing says when or where', () => {
  expect(alias('Max Born').names).toMatchObject([{ full: 'Max Born' }])
  expect(alias('Born, Max').names).toMatchObject([{ family: 'Born', given: 'Max' }])
  expect(alias('Oz born in 1970').names).toMatchObject([{ full: 'Oz' }])
})

test('reads no document where a word only ends like one', () => {
  expect(alias('Oz', 'no longer valid no. 20250000').documents).toEqual([])
})

test('reads every document beside a name', () => {
  const written =
    'Oz (false identity with South African identification number 6900000000000 linked to South African passport number 434020000)'
  const [issuer, status] = ['ZAF', 'fraudulent']
  expect(alias(written).documents).toEqual([
    { type: 'ID', number: '6900000000000', issuer, status },
    { type: 'P', number: '434020000', issuer, status }
  ])
})

test('takes a low quality as weak, and any other as strong', () => {
  const qualities = ['Low', 'Good', ''].map(quality => alias('Oz', '', quality).names[0]?.quality)
  expect(qualities).toEqual(['weak', 'strong', 'strong'])
})
