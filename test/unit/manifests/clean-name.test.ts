import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanName } from '#src/manifests/clean-name.ts'

const clean = (family: string, given: readonly string[] = [], sex?: string) =>
  cleanName({ family, given }, sex).names.map(name => `${name.family ?? ''}/${name.given ?? ''}`)

test.for([
  { family: 'DOE MR', given: ['JOHN'], names: ['DOE/JOHN'], why: 'a title behind the family name' },
  { family: 'DOE', given: ['MRS. JANE'], names: ['DOE/JANE'], why: 'a title before' },
  { family: 'DOE', given: ['JOHN', 'DR'], names: ['DOE/JOHN'], why: 'a title as second name' },
  { family: 'DOE', given: ['JOHN MR', 'PAUL'], names: ['DOE/JOHN PAUL'], why: 'a title between' },
  { family: 'DOE', given: ['MR'], names: ['DOE/'], why: 'a title as the only given name' },
  { family: 'DR', given: ['JOHN'], names: ['DR/JOHN'], why: 'a family name like a title' },
  { family: 'FNU', given: ['MUHAMMAD'], names: ['/MUHAMMAD'], why: 'a missing family name' },
  { family: 'SATRIYA', given: ['LNU'], names: ['SATRIYA/'], why: 'a missing given name' },
  { family: 'DOE', given: ['XXX'], names: ['DOE/'], why: 'crosses' },
  { family: 'DOE', given: ['.'], names: ['DOE/'], why: 'a full stop' },
  { family: '41', given: ['2'], names: [], why: 'digits' },
  { family: 'NONAME', given: ['--'], names: [], why: 'nothing but placeholders' },
  { family: '  DE  LA ', given: [' A  B ', 'C'], names: ['DE LA/A B C'], why: 'blanks' },
  { family: 'Doe Mr', given: ['John'], names: ['Doe/John'], why: 'small letters' }
])('cleans $why', ({ family, given, names }) => {
  expect(clean(family, given)).toEqual(names)
})

test.for([
  { given: 'JOHNMR', sex: 'M', names: ['DOE/JOHN', 'DOE/JOHNMR'], why: 'that fits the sex' },
  { given: 'MOLLYMRS', sex: undefined, names: ['DOE/MOLLY', 'DOE/MOLLYMRS'], why: 'of any sex' },
  {
    given: 'ANNE-MARIEMRS',
    sex: 'F',
    names: ['DOE/ANNE-MARIE', 'DOE/ANNE-MARIEMRS'],
    why: 'on a double name'
  },
  {
    given: 'MARY ANNMISS',
    sex: 'F',
    names: ['DOE/MARY ANN', 'DOE/MARY ANNMISS'],
    why: 'on the last name'
  },
  { given: 'WILLIAMS', sex: 'M', names: ['DOE/WILLIAMS'], why: 'only if it fits the sex' },
  { given: 'SAMIRAMR', sex: 'F', names: ['DOE/SAMIRAMR'], why: 'only if it fits the sex' },
  { given: 'AMR', sex: 'M', names: ['DOE/AMR'], why: 'only if a name is left' }
])('cuts off a glued title $why, and keeps the name as sent', ({ given, sex, names }) => {
  expect(clean('DOE', [given], sex)).toEqual(names)
})

test('cuts off a title that is glued to any of the given names', () => {
  expect(clean('DOE', ['MOLLYMRS', 'ANN'], 'F')).toEqual(['DOE/MOLLY ANN', 'DOE/MOLLYMRS ANN'])
})

test('knows a name that fills its field, and gives the cut part alone when another follows', () => {
  const long = 'A'.repeat(35)
  expect(cleanName({ family: long, given: [] }).isCut).toBe(true)
  expect(cleanName({ family: 'A'.repeat(34), given: [] }).isCut).toBe(false)
  expect(clean('DOE', [long, 'B'])).toEqual([`DOE/${long} B`, `DOE/${long}`])
})

test('cleans names in one string', () => {
  expect(cleanName({ full: 'MR JOHN DOE', given: [] })).toEqual({
    names: [{ full: 'JOHN DOE' }],
    isCut: false,
    hasFamily: true
  })
})

test('keeps every part within what screening accepts', () => {
  const part = fc.string({ unit: 'binary', maxLength: 600 })
  fc.assert(
    fc.property(part, fc.array(part), part, (family, given, full) => {
      for (const name of cleanName({ family, given, full }).names) {
        for (const text of Object.values(name)) {
          expect(text.trim()).not.toBe('')
          expect(text.length).toBeLessThanOrEqual(name.full === undefined ? 100 : 200)
        }
      }
    })
  )
})
