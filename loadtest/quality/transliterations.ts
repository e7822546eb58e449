import { basename } from 'node:path'
import { compareNames, type Model } from '#matchers/index.ts'
import { readLines } from '#src/watchlist/import/file-lines.ts'
import { shareOf } from './statistics.ts'

/** A word in Latin letters and the same word in another script. */
export interface Transliteration {
  readonly latin: string
  readonly original: string
}

/** How many words of another script are recognised as their Latin form. */
export interface TransliterationsResult {
  readonly file: string
  readonly n: number
  readonly found: number
  readonly share: number
}

/** Compares each pair of words as two names of one word: found from the policy's nameThreshold on. */
export const measureTransliterations = async (
  path: string,
  model: Model
): Promise<TransliterationsResult> => {
  let n = 0
  let found = 0
  for await (const { latin, original } of readTransliterations(path)) {
    n++
    if (compareNames({ full: latin }, { full: original }, model) >= model.nameThreshold) found++
  }
  if (n === 0) throw new Error(`${path}: no words`)
  return { file: basename(path), n, found, share: shareOf(found, n).share }
}

/** The words of a tab-separated file; further columns are passed over. Throws what is wrong with it, and where. */
export async function* readTransliterations(path: string): AsyncGenerator<Transliteration> {
  for await (const line of readLines(path)) {
    const wrong = (what: string): Error => new Error(`${path}, line ${line.number}: ${what}`)
    if ('problem' in line) throw wrong(line.problem)
    if (line.text.trim() === '') continue
    const [latin = '', spaced = ''] = line.text.split('\t').map(cell => cell.trim())
    if (latin === '' || spaced === '') throw wrong('should be a Latin word, a tab, and letters')
    yield { latin, original: spaced.replaceAll(/\s/g, '') }
  }
}
