import { expect, test } from 'vitest'
import { createWatchIndex } from '#matchers/index.ts'
import { idsUnder } from '#src/domain/ids.ts'
import type { ListState } from '#src/domain/watchlist.ts'
import { loadPolicy } from '#src/load-policy.ts'
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
