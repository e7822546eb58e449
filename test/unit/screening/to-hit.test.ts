import { expect, test } from 'vitest'
import { createWatchIndex } from '#matchers/index.ts'
import { idsUnder } from '#src/domain/ids.ts'
import type { ListState } from '#src/domain/watchlist.ts'
import { loadPolicy } from '#src/load-policy.ts'
import { inBrief } from '#src/screening/in-brief.ts'
import { toHit } from '#src/screening/to-hit.ts'
import { inventPeople, inventTravellers } from '../matchers/fixtures.ts'

const policy = loadPolicy('config/policy.json')
const ids = idsUnder(Buffer.alloc(32, 1))
const list: ListState = {
  list: 'list',
  agency: 'interior',
  title: 'Wanted',
  purposes: ['border_control'],
  instruction: 'arrest',
  handling: 'H0'
}

test('the prior of a hit and the weights of its evidence are the log-odds of its score', () => {
  const entries = inventPeople(300, 7)
  const index = createWatchIndex(policy.matching)
  index.apply(entries.map(entry => ({ op: 'put', entry })))
  let compared = 0
  for (const traveller of inventTravellers(entries, 160, 11)) {
    const { matches, insufficient, prior } = index.search(traveller, { threshold: 0.5, limit: 20 })
    for (const match of [...matches, ...insufficient]) {
      const under = { policy, purpose: 'border_control', prior, ids }
      const { score, prior: told = Number.NaN, evidence } = toHit(match, list, under)
      const sum = evidence.reduce((total, { weight }) => total + weight, told)
      // Each weight is rounded to hundredths; a score is cut off before certainty.
      if (score > 0.999) expect(sum).toBeGreaterThan(Math.log(999) - 0.03)
      else expect(Math.abs(sum - Math.log(score / (1 - score)))).toBeLessThan(0.03)
      compared += score > 0.999 ? 0 : 1
    }
  }
  expect(compared).toBeGreaterThan(10)
})

const listing = (count: number, full: string) => ({
  kind: 'person' as const,
  names: Array.from({ length: count }, (_, at) => ({ full: `${at} ${full}` })),
  documents: Array.from({ length: 100 }, (_, at) => ({ number: `X${at}`.padEnd(60, '0') })),
  birthDates: ['1970-01-02'],
  reference: 'file 7'
})

test('shows all that an entry says, as entries usually are', () => {
  const usual = { ...listing(40, 'NAME OF SOMEBODY'), documents: [{ number: 'X1' }] }
  expect(inBrief(usual)).toBe(usual)
})

test.for(['NAME OF SOMEBODY '.repeat(11), '李'.repeat(190), '\u0001x'.repeat(95)])(
  'shows of an entry that is very long as much as fits, and says so: %j',
  full => {
    const shown = inBrief(listing(200, full))
    expect(Buffer.byteLength(JSON.stringify(shown))).toBeLessThanOrEqual(12 * 1024)
    expect(shown).toMatchObject({
      isPartial: true,
      birthDates: ['1970-01-02'],
      reference: 'file 7'
    })
    expect(shown.names?.[0]).toEqual({ full: `0 ${full}` })
    expect(shown.documents?.length).toBeGreaterThan(0)
  }
)
