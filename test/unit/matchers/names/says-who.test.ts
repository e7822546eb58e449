import { expect, test } from 'vitest'
import { createWatchIndex, type PersonName } from '#matchers/index.ts'
import { saysWho } from '#matchers/names/says-who.ts'
import { model, options } from '../fixtures.ts'

const birthDate = '1970-02-03'

test.for<[PersonName, boolean]>([
  [{ full: 'UNKNOWN' }, false],
  [{ family: 'LNU', given: 'FNU' }, false],
  [{ full: 'XXX' }, false],
  [{ full: 'NA' }, false],
  [{ full: 'A. B.' }, false],
  [{ full: '12345 ...' }, false],
  [{ family: 'NA', given: 'Ha' }, true],
  [{ family: 'DO', given: 'VAN' }, true],
  [{ full: 'Haji' }, true],
  [{ family: 'FNU', given: 'Mona' }, true],
  [{ full: 'Sukarno' }, true],
  [{ full: '王' }, true],
  [{ full: 'محمد' }, true]
])('by %o somebody is found: %s', ([name, expected]) => {
  expect(saysWho(name)).toBe(expected)
  const index = createWatchIndex(model)
  const subject = { kind: 'person', names: [name], birthDates: [birthDate] } as const
  index.apply([{ op: 'put', entry: { list: 'l', id: '1', subject, payload: {} } }])
  const { matches } = index.search({ names: [name], birthDate }, options)
  expect(matches.length > 0).toBe(expected)
})
