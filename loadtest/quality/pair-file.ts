import { csvRows } from './csv-rows.ts'

/** Two names, and whether they are one person's. */
export interface NamePair {
  readonly name_a: string
  readonly name_b: string
  readonly expected: 'match' | 'no_match'
  /** Whether the label can be relied on: rated STRONG, or written by hand (nk_). */
  readonly isReliable: boolean
}

/** The pairs of a CSV file with the columns name_a, name_b and expected; throws what is wrong with it, and where. */
export const readPairs = async (path: string): Promise<NamePair[]> => {
  const pairs: NamePair[] = []
  for await (const { at, wrong } of csvRows(path, ['name_a', 'name_b', 'expected'])) {
    const expected = verdicts.get(at('expected').toLowerCase())
    if (expected === undefined) {
      throw wrong(`expected is "${at('expected')}", should be match or no_match`)
    }
    pairs.push({
      name_a: at('name_a'),
      name_b: at('name_b'),
      expected,
      isReliable: at('quality').toUpperCase() === 'STRONG' || /\bnk_/.test(at('source'))
    })
  }
  if (pairs.length === 0) throw new Error(`${path}: no pairs`)
  return pairs
}

const verdicts = new Map<string, NamePair['expected']>([
  ...['match', 'true', 't', 'yes', 'y', '1', '1.0', 'same'].map(word => [word, 'match'] as const),
  ...['no_match', 'no match', 'no-match', 'nomatch', 'non_match', 'non-match', 'nonmatch'].map(
    word => [word, 'no_match'] as const
  ),
  ...['false', 'f', 'no', 'n', '0', '0.0', 'different'].map(word => [word, 'no_match'] as const)
])
