import { expect, test } from 'vitest'
import { countryAtStart, countryByName, countryOf } from '#src/watchlist/import/country-names.ts'

test.for([
  ['Korea, North', 'PRK'],
  ['Korea, South', 'KOR'],
  ["Democratic People's Republic of Korea", 'PRK'],
  ['Congo, Democratic Republic of the', 'COD'],
  ['Congo, Republic of the', 'COG'],
  ['Burma', 'MMR'],
  ['Palestinian', 'PSE'],
  ['The Gambia', 'GMB'],
  ['Cabo Verde.  Previously Cape Verde.', 'CPV'],
  ['Macedonia, The Former Yugoslav Republic of', 'MKD'],
  ['Iran (Islamic Republic of)', 'IRN'],
  ['United Kingdom of Great Britain and Northern Ireland', 'GBR'],
  ['Türkiye', 'TUR'],
  ['former Soviet Union', 'SUN'],
  ['Kosovo', 'RKS'],
  ['Bosnia-Herzegovina', 'BIH'],
  ['Taiwan', 'TWN'],
  ['stateless', 'XXA'],
  ['Libyan', 'LBY'],
  ['Albanian', 'ALB'],
  ['Costa Rican', 'CRI'],
  ['Nigerian', 'NGA'],
  ['Nigerien', 'NER'],
  ['Holland', 'NLD']
] as const)('knows %s as %s', ([name, code]) => {
  expect(countryByName(name)).toBe(code)
})

test('does not know what is no state', () => {
  expect(countryByName('Atlantis')).toBeUndefined()
  expect(countryByName('na')).toBeUndefined()
  expect(countryByName('Congolese')).toBeUndefined()
  expect(countryByName('')).toBeUndefined()
})

test('takes codes too, where codes may stand', () => {
  expect(countryOf('de')).toBe('DEU')
  expect(countryOf('Germany')).toBe('DEU')
})

test('finds the state that a text begins with', () => {
  expect(countryAtStart('Central African Republic armed forces number')).toBe('CAF')
  expect(countryAtStart('national identity card')).toBeUndefined()
})
