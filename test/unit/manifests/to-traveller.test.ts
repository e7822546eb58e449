import { expect, test } from 'vitest'
import { canonicalJson } from '#src/domain/canonical.ts'
import type { Sector } from '#src/manifests/sector.ts'
import { toLeg } from '#src/manifests/to-leg.ts'
import { isNumber, toTraveller } from '#src/manifests/to-traveller.ts'

test('persons and legs stand in the order of digests, which so need not sort them', () => {
  const sent = (value: string) => ({ sent: value, value })
  const traveller = toTraveller({
    names: [{ family: 'EXAMPLE', given: 'ANNA' }],
    birth: { ...sent('1970-05-06'), precision: 'day', isCenturyGuessed: false },
    sex: 'F',
    nationalities: [sent('UTO')],
    birthPlace: 'ZENITH',
    documents: [
      { type: 'P', number: 'L898902C3', issuer: sent('UTO'), expires: sent('2031-04-15') }
    ]
  })
  const sector: Sector = {
    mode: 'air',
    designator: 'ZZ12',
    carrier: 'ZZ',
    number: '12',
    from: 'LIS',
    to: 'JFK',
    departs: { sent: '', local: '2026-11-22T12:40' },
    arrives: { sent: '', local: '2026-11-22T20:10' },
    isOverflight: false,
    isBorder: true
  }
  const leg = toLeg(sector, '2026-11-22')

  expect([Object.keys(traveller).length, Object.keys(leg).length]).toEqual([6, 9])
  expect(JSON.stringify([traveller, leg])).toBe(canonicalJson([traveller, leg]))
})

test('a number says something in the digits of any script, zeros in none', () => {
  expect(['١٢٣', 'A1', 'ЖЩ'].every(isNumber)).toBe(true)
  expect(['000', '٠٠٠', '-', ''].some(isNumber)).toBe(false)
})
