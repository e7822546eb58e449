import type { PairsFigures, PairsResult, WrongPair } from './name-pairs.ts'
import { shareOf } from './statistics.ts'
import { bar, exactly, interval, table } from './table.ts'
import type { TransliterationsResult } from './transliterations.ts'

/** Pairs of names as text for people: the figures, then every wrong pair. */
export const reportPairs = (results: readonly PairsResult[]): string[] => {
  if (results.length === 0) return []
  const rows = results.flatMap(({ file, all, reliable }) => [
    rowOf(file, all),
    ...(reliable ? [rowOf('  its STRONG and nk_ rows', reliable)] : [])
  ])
  const heads = ['pairs', 'of', 'at', 'precision %', 'recall %', 'F1', '', 'best F1', 'at', 'area']
  return ['', table([heads, ...rows]), ...results.flatMap(wrongOf)]
}

const rowOf = (name: string, { n, policy, best, auc }: PairsFigures): string[] => [
  name,
  String(n),
  String(policy.threshold),
  exactly(policy.precision, 1),
  exactly(policy.recall, 1),
  policy.f1.toFixed(3),
  bar(policy.f1),
  best.f1.toFixed(3),
  best.threshold.toFixed(2),
  auc?.toFixed(3) ?? '–'
]

const wrongOf = ({ file, wrong }: PairsResult): string[] => {
  const listed = (which: WrongPair['expected'], head: string): string[] => {
    const rows = wrong.filter(({ expected }) => expected === which)
    if (rows.length === 0) return []
    return [
      '',
      `${file}, ${rows.length} ${head}:`,
      ...rows
        .toSorted((a, b) => b.score - a.score)
        .map(({ name_a, name_b, score }) => `  ${score.toFixed(2)}  ${name_a}  |  ${name_b}`)
    ]
  }
  return [...listed('match', 'missed'), ...listed('no_match', 'taken for one person')]
}

/** Words of other scripts as text for people. */
export const reportTransliterations = (results: readonly TransliterationsResult[]): string[] =>
  results.length === 0
    ? []
    : [
        '',
        table([
          ['words in another script', '', 'found as their Latin form'],
          ...results.map(({ file, n, found, share }) => [
            file,
            bar(share),
            interval(shareOf(found, n))
          ])
        ])
      ]
