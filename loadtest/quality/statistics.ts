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

/** Harmonic mean of precision and recall where scores from `threshold` on say yes. */
export const f1At = (yes: readonly number[], no: readonly number[], threshold: number): number => {
  const right = yes.filter(score => score >= threshold).length
  const wrong = no.filter(score => score >= threshold).length
  return round((2 * right) / Math.max(1, yes.length + right + wrong))
}

const round = (value: number): number => Number(value.toFixed(5))
