import fc from 'fast-check'
import { expect, test } from 'vitest'
import { screenedEvent } from '#src/screening/event.ts'
import { aHit, aScreening } from '#test/helpers/screened.ts'

const sizeOf = (hits: number) =>
  JSON.stringify(
    screenedEvent(
      aScreening({ hits: Array.from({ length: hits }, (_, at) => aHit({ entryId: `${at}` })) }),
      'http/desk'
    ).data
  ).length

test('has the same size with a hit as without', () => {
  expect(sizeOf(1)).toBe(sizeOf(0))
})

test('comes in a few sizes only', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100 }), hits => {
      const overhead = JSON.stringify({ padding: '' }).length - 1
      expect([2_048, 4_096, 8_192, 16_384, 32_768, 65_536]).toContain(sizeOf(hits) - overhead)
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
