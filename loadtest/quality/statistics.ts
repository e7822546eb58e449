/** A share with its 95 % interval. */
export interface Share {
  readonly count: number
  readonly of: number
  readonly share: number
  readonly low: number
  readonly high: number
}

const z = 1.959964

/** Wilson's score interval (1927): 10 of 10 is not 100 ± 0 but 72 to 100 %. */
export const shareOf = (count: number, of: number): Share => {
  if (of === 0) return { count, of, share: 0, low: 0, high: 1 }
  const share = count / of
  const middle = (share + (z * z) / (2 * of)) / (1 + (z * z) / of)
  const half =
    (z / (1 + (z * z) / of)) * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))
  return {
    count,
    of,
    share: round(share),
    low: round(Math.max(0, middle - half)),
    high: round(Math.min(1, middle + half))
  }
}

/** How far a score has to reach so that at most `allowed` of the strangers' best scores are above it. */
export const cutFor = (best: readonly number[], allowed: number, least: number): number => {
  const sorted = best.toSorted((a, b) => b - a)
  const firstTooMany = sorted[Math.floor(allowed)]
  return firstTooMany === undefined ? least : Math.max(least, firstTooMany)
}

/** Area under the curve: how often a true pair scores above a false one, ties counting half. */
export const areaUnderCurve = (yes: readonly number[], no: readonly number[]): number => {
  let wins = 0
  for (const a of yes) for (const b of no) wins += a > b ? 1 : a === b ? 0.5 : 0
  return round(wins / Math.max(1, yes.length * no.length))
}

/** How many who are said to be the same are, how many of the same are said to be, and the harmonic mean of both. */
export const rightAndWrongAt = (
  yes: readonly number[],
  no: readonly number[],
  threshold: number
): { readonly precision: number; readonly recall: number; readonly f1: number } => {
  const right = yes.filter(score => score >= threshold).length
  const wrong = no.filter(score => score >= threshold).length
  return {
    precision: round(right / Math.max(1, right + wrong)),
    recall: round(right / Math.max(1, yes.length)),
    f1: round((2 * right) / Math.max(1, yes.length + right + wrong))
  }
}

/** The score from which on saying yes gives the highest F1; of equal ones the highest score. */
export const bestThreshold = (
  yes: readonly number[],
  no: readonly number[]
): { readonly threshold: number; readonly f1: number } => {
  const thresholds = [...new Set([...yes, ...no])].sort((a, b) => b - a)
  let best = { threshold: 1, f1: 0 }
  for (const threshold of thresholds) {
    const { f1 } = rightAndWrongAt(yes, no, threshold)
    if (f1 > best.f1) best = { threshold, f1 }
  }
  return best
}

const round = (value: number): number => Number(value.toFixed(5))
