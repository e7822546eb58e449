import { createRequire } from 'node:module'

// CommonJS without types.
const distance: (a: string, b: string) => number = createRequire(import.meta.url)(
  'talisman/metrics/jaro-winkler'
)

/** Likeness by letters in common and a common beginning (Winkler 1990), through talisman: MARTHA, MARHTA → 0.96. */
export const jaroWinkler = (a: string, b: string): number => distance(a, b)
