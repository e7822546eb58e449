import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Subject, Traveller } from '#matchers/index.ts'
import { birthPlaceEvidence, nationalityEvidence } from '#matchers/soft-evidence.ts'
import { createDictionary } from '#matchers/watch/dictionary.ts'
import { compareFacts, nationalityMask, outlineOf } from '#matchers/watch/row.ts'
import { model } from './fixtures.ts'

const traveller: Traveller = { names: [] }
const subject: Subject = { kind: 'person', names: [] }

describe('nationality', () => {
  const compare = (own: string[], listed: string[]) =>
    nationalityEvidence(
      { ...traveller, nationalities: own },
      { ...subject, nationalities: listed },
      false,
      model
    )

  test.for([
    ['FRA', 'FRA', 'same nationality'],
    ['FRA', 'FRA ITA', 'same nationality'],
    ['FRA', 'ITA', 'other nationality'],
    ['SUN', 'SUN', 'same nationality'],
    ['UKR', 'SUN', 'related nationality'],
    ['SUN', 'EST', 'related nationality'],
    ['SRB', 'YUG', 'related nationality'],
    ['MNE', 'SCG', 'related nationality'],
    ['SCG', 'YUG', 'related nationality'],
    ['CZE', 'CSK', 'related nationality'],
    ['DEU', 'DDR', 'related nationality'],
    ['GBN', 'GBR', 'related nationality'],
    ['CZE', 'SVK', 'other nationality'],
    ['POL', 'SUN', 'other nationality'],
    ['HRV', 'SCG', 'other nationality'],
    ['XXA', 'FRA', undefined],
    ['FRA', 'XXX', undefined],
    ['XXB', 'XXB', undefined],
    ['XXC ITA', 'FRA', 'other nationality']
  ] as const)('of %s against %s: %s', ([own, listed, finding]) => {
    const found = compare(own.split(' '), listed.split(' '))
    expect(found?.finding).toBe(finding)
    if (found === undefined) return
    const { same, different } = model.nationality
    expect(found.weight).toBe(finding === 'other nationality' ? different : same)
  })

  test('is never less by the facts of a row than by the record', () => {
    const code = fc.constantFrom(
      ...'SUN YUG SCG CSK DDR RUS UKR SRB HRV CZE DEU GBR GBN XXA XXX UNO FRA PER'.split(' ')
    )
    const codes = fc.array(code, { maxLength: 3 })
    const dictionary = createDictionary(model)
    fc.assert(
      fc.property(codes, codes, (own, listed) => {
        const { row } = outlineOf({ ...subject, nationalities: listed }, [], dictionary)
        const known = { nationalities: nationalityMask(own), sex: 0 }
        const { nationality } = compareFacts(row[0] ?? 0, known)
        const weight = compare(own, listed)?.weight ?? 0
        expect(nationality).toBeGreaterThanOrEqual(Math.sign(weight))
      })
    )
  })
})

describe('place of birth', () => {
  const [same, other] = ['same place of birth', 'other place of birth']
  test.for([
    ['Kabul, Afghanistan', 'Kandahar, Afghanistan', other],
    ['Kabul, Afghanistan', 'Kabul', same],
    ['Kabul, AFG', 'Kandahar, Afghanistan', other],
    ['KABUL', 'Kabul City, Kabul Province, Afghanistan', same],
    ['Houston, Texas, USA', 'Galveston, Texas, USA', same],
    ['Zapopan, Jalisco, Mexico', 'Jalisco, Mexico', same],
    ['Egypt', 'Cairo, Egypt', same],
    ['Gaza City', 'Quezon City', other],
    ['Province of Anbar', 'Province of Diyala', other],
    ['North Kivu, Congo', 'North Kordofan, Sudan', other],
    ['City', 'City', same],
    ['Кабул', 'Kabul, Afghanistan', same],
    ['AFG', 'Kabul, Afghanistan', undefined],
    ['Kabul', '-', undefined],
    ['Ub, Serbia', 'Nis, Serbia', undefined],
    ['', 'Kabul', undefined]
  ] as const)('%s against %s: %s', ([birthPlace, listed, finding]) => {
    const places = { ...subject, birthPlaces: [listed] }
    const found = birthPlaceEvidence({ ...traveller, birthPlace }, places, model)
    expect(found?.finding).toBe(finding)
  })

  test('is the same as any of the listed ones', () => {
    const places = { ...subject, birthPlaces: ['-', 'Kandahar, Afghanistan', 'Kabul, Afghanistan'] }
    const found = birthPlaceEvidence({ ...traveller, birthPlace: 'Kabul, AFG' }, places, model)
    expect(found).toMatchObject({ finding: same, listed: 'Kabul, Afghanistan' })
  })
})
