import { expect, test } from 'vitest'
import { normaliseTraveller } from '#src/domain/traveller.ts'

test('gives every country ICAO’s code and leaves the rest as it is', () => {
  const names = [{ full: 'Some Name' }]
  expect(
    normaliseTraveller({
      names,
      nationalities: ['iq', 'D'],
      documents: [{ number: 'A1', issuer: 'gb', expires: '2030-01-01' }, { number: 'B2' }]
    })
  ).toEqual({
    names,
    nationalities: ['IRQ', 'DEU'],
    documents: [{ number: 'A1', issuer: 'GBR', expires: '2030-01-01' }, { number: 'B2' }]
  })
})

test('adds nothing that was not known', () => {
  expect(normaliseTraveller({ mrz: 'P<' })).toEqual({ mrz: 'P<' })
})
