import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { compareNames, type Model } from '#matchers/index.ts'
import { areaUnderCurve, f1At, type Share, shareOf } from './statistics.ts'

/** How well pairs of names are told apart, by the model and by whatever score the file brings along. */
export interface PairsResult {
  readonly file: string
  readonly pairs: number
  readonly matching: number
  readonly threshold: number
  readonly f1: number
  readonly area: number
  /** On the rows whose labels are reliable. */
  readonly reliable: { readonly pairs: number; readonly f1: number; readonly area: number }
  /** True pairs from the threshold on. */
  readonly found: Share
  /** The file's own scores at 0.7: another program's, where there are any. */
  readonly other?: { readonly f1: number; readonly area: number; readonly areaReliable: number }
}

interface Row {
  readonly yes: boolean
  readonly reliable: boolean
  readonly score: number
  readonly other: number
}

/** Compares the pairs of a file with the columns name_a, name_b, expected. */
export const measurePairs = (path: string, model: Model): PairsResult => {
  const rows = readPairs(path, model)
  const reliable = rows.filter(row => row.reliable)
  const { nameThreshold: threshold } = model
  const scored = rows.filter(({ other }) => !Number.isNaN(other))
  const scoredReliable = scored.filter(row => row.reliable)
  const scores = (of: readonly Row[], yes: boolean): number[] =>
    of.filter(row => row.yes === yes).map(({ score }) => score)
  const others = (of: readonly Row[], yes: boolean): number[] =>
    of.filter(row => row.yes === yes).map(({ other }) => other)
  const matching = scores(rows, true)
  return {
    file: basename(path),
    pairs: rows.length,
    matching: matching.length,
    threshold,
    f1: f1At(matching, scores(rows, false), threshold),
    area: areaUnderCurve(matching, scores(rows, false)),
    reliable: {
      pairs: reliable.length,
      f1: f1At(scores(reliable, true), scores(reliable, false), threshold),
      area: areaUnderCurve(scores(reliable, true), scores(reliable, false))
    },
    found: shareOf(matching.filter(score => score >= threshold).length, matching.length),
    ...(scored.length > 0 && {
      other: {
        f1: f1At(others(scored, true), others(scored, false), 0.7),
        area: areaUnderCurve(others(scored, true), others(scored, false)),
        areaReliable: areaUnderCurve(others(scoredReliable, true), others(scoredReliable, false))
      }
    })
  }
}

const readPairs = (path: string, model: Model): Row[] => {
  const [head = [], ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/).map(cells)
  const at = (line: readonly string[], column: string): string => line[head.indexOf(column)] ?? ''
  return lines.map(line => ({
    yes: at(line, 'expected') === 'match',
    reliable: at(line, 'quality') === 'STRONG' || !at(line, 'source').includes('synth_'),
    score: compareNames({ full: at(line, 'name_a') }, { full: at(line, 'name_b') }, model),
    other: Number.parseFloat(at(line, 'logic_v2_score'))
  }))
}

/** The cells of a CSV line; a quoted one may hold commas. */
export const cells = (line: string): string[] =>
  [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
    .map(([, cell = '']) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell))
    .slice(0, -1)
