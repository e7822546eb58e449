import { expect, test } from 'vitest'
import { compareAll, createWatchIndex, type Traveller } from '#matchers/index.ts'
import { model, options } from './fixtures.ts'

const index = createWatchIndex(model)

test.for<[Traveller, boolean]>([
  [{ names: [{ family: 'LNU', given: 'FNU' }] }, false],
  [{ names: [{ full: 'XXX XXXX' }] }, false],
  [{ names: [{ family: 'MR', given: 'DR' }] }, false],
  [{ names: [{ family: 'BIN', given: 'ABU' }] }, false],
  [{ names: [{ full: 'A. B.' }] }, false],
  [{ names: [] }, false],
  [{ names: [], documents: [{ number: '00000' }] }, false],
  [{ names: [], documents: [{ number: 'UNKNOWN' }] }, false],
  [{ names: [{ full: 'FNU' }], documents: [{ number: 'A1234567' }] }, true],
  [{ names: [{ family: 'FNU', given: 'Ahmed' }] }, true],
  [{ names: [{ full: 'Sukarno' }] }, true],
  [{ names: [{ family: 'SY', given: 'VY' }] }, true],
  [{ names: [{ full: '王小明' }] }, true]
])('%o can be compared: %s', ([traveller, expected]) => {
  expect(index.search(traveller, options).comparable).toBe(expected)
  expect(compareAll(traveller, [], model, options).comparable).toBe(expected)
})
