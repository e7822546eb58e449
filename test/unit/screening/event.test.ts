import fc from 'fast-check'
import { expect, test } from 'vitest'
import { screenedEvent } from '#src/screening/event.ts'
import { aHit, aScreening } from '#test/helpers/screened.ts'

const sizeOf = (hits: number, name = 'SOME TRAVELLER') => {
  const found = Array.from({ length: hits }, (_, at) => aHit({ entryId: `${at}` }))
  const person = { traveller: { names: [{ full: name }] } }
  return Buffer.byteLength(
    JSON.stringify(screenedEvent(aScreening({ hits: found, person }), 'http/desk').data)
  )
}

test('has the same size with a hit as without, in any script', () => {
  expect(sizeOf(1)).toBe(sizeOf(0))
  expect(sizeOf(1, 'محمد علي')).toBe(sizeOf(0))
})

test('comes in a few sizes only', () => {
  const classes = [1_750, 3_500, 7_000, 14_000, 28_000, 56_000, 112_000]
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100 }), hits => {
      const size = sizeOf(hits)
      expect(classes).toContain(size)
    })
  )
})

test('is told apart by its type, and carries the screening’s id', () => {
  expect(screenedEvent(aScreening(), 'http/desk')).toMatchObject({
    id: 'screening-1',
    type: 'portcullis.screened.hits',
    source: 'http/desk'
  })
  expect(screenedEvent(aScreening({ hits: [] }), 'http/desk').type).toBe(
    'portcullis.screened.clear'
  )
})
