import { basename } from 'node:path'
import { compareNames, type Model } from '#matchers/index.ts'
import { type NamePair, readPairs } from './pair-file.ts'
import { areaUnderCurve, bestThreshold, rightAndWrongAt } from './statistics.ts'

/** How well pairs of names are told apart. */
export interface PairsFigures {
  readonly n: number
  readonly policy: {
    readonly threshold: number
    readonly precision: number
    readonly recall: number
    readonly f1: number
  }
  /** The threshold that would have suited these pairs best. */
  readonly best: { readonly threshold: number; readonly f1: number }
  /** Null where all pairs are of one kind. */
  readonly auc: number | null
}

/** A pair that falls on the wrong side of the policy's threshold. */
export type WrongPair = Pick<NamePair, 'name_a' | 'name_b' | 'expected'> & {
  readonly score: number
}

/** What was measured on one file of pairs. */
export interface PairsResult {
  readonly file: string
  readonly all: PairsFigures
  /** The same on the rows whose labels are reliable, where these are some but not all. */
  readonly reliable?: PairsFigures
  readonly wrong: readonly WrongPair[]
}

type ScoredPair = NamePair & { readonly score: number }

/** Compares the pairs of a file. */
export const measurePairs = async (path: string, model: Model): Promise<PairsResult> => {
  const pairs = (await readPairs(path)).map(
    (pair): ScoredPair => ({
      ...pair,
      score: compareNames({ full: pair.name_a }, { full: pair.name_b }, model)
    })
  )
  const { nameThreshold } = model
  const reliable = pairs.filter(({ isReliable }) => isReliable)
  return {
    file: basename(path),
    all: figuresOf(pairs, nameThreshold),
    ...(reliable.length > 0 &&
      reliable.length < pairs.length && { reliable: figuresOf(reliable, nameThreshold) }),
    wrong: pairs
      .filter(({ expected, score }) => (expected === 'match') !== score >= nameThreshold)
      .map(({ name_a, name_b, expected, score }) => ({
        name_a,
        name_b,
        expected,
        score: Number(score.toFixed(4))
      }))
  }
}

const figuresOf = (pairs: readonly ScoredPair[], threshold: number): PairsFigures => {
  const scoresOf = (which: NamePair['expected']): number[] =>
    pairs.filter(({ expected }) => expected === which).map(({ score }) => score)
  const [yes, no] = [scoresOf('match'), scoresOf('no_match')]
  return {
    n: pairs.length,
    policy: { threshold, ...rightAndWrongAt(yes, no, threshold) },
    best: bestThreshold(yes, no),
    auc: yes.length > 0 && no.length > 0 ? areaUnderCurve(yes, no) : null
  }
}
