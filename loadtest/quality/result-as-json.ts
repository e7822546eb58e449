import type { PairsResult } from './name-pairs.ts'
import type { QualityResult } from './quality-result.ts'
import type { TransliterationsResult } from './transliterations.ts'

/** All that one run measured. */
export interface RunResult {
  readonly lists: QualityResult | undefined
  readonly pairs: readonly PairsResult[]
  readonly transliterations: readonly TransliterationsResult[]
}

/** What `--json` prints: a single file's figures as they are, else everything under its name. */
export const resultAsJson = ({ lists, pairs, transliterations }: RunResult): object => {
  const files = [
    ...pairs.map(({ all, wrong }) => ({ ...all, wrong })),
    ...transliterations.map(({ n, found, share }) => ({ n, found, share }))
  ]
  const [only] = files
  if (lists === undefined && files.length === 1 && only) return only
  return {
    ...lists,
    ...(pairs.length > 0 && { pairs: pairs.map(({ all, ...rest }) => ({ ...all, ...rest })) }),
    ...(transliterations.length > 0 && { transliterations })
  }
}
