import { createRequire } from 'node:module'

// CommonJS without types.
const distance: (a: string, b: string) => number = createRequire(import.meta.url)(
  'talisman/metrics/levenshtein'
)

/** Likeness by changes of letters (Levenshtein 1966) against the longer text, through talisman: abcd, abxd → 0.75. */
export const levenshtein = (a: string, b: string): number => {
  const longer = Math.max(a.length, b.length)
  return longer === 0 ? 0 : 1 - distance(a, b) / longer
}
