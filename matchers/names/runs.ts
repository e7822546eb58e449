import { type Draft, textOf } from './draft.ts'
import { articles, particles } from './small-words.ts'

const longestRun = 3

/**
 * An article, or several particles, may be written as one with the word that they precede: that word is met in these spellings too.
 *
 *   VAN DER BERG → BERG, DERBERG, VANDERBERG     ABU AL HASSAN → HASSAN, ALHASSAN, ABUALHASSAN
 *
 * One particle alone is not joined here: alignment finds any two neighbours written as one, and names with DE or BIN are many.
 */
export const spellRuns = (drafts: readonly Draft[]): readonly Draft[] =>
  drafts.map((draft, at) => {
    const name = textOf(draft)
    if (name.length < 3 || isSmall(name)) return draft
    const run = runBefore(drafts, at)
    if (run.length === 0 || (run.length === 1 && !articles.has(run[0] ?? ''))) return draft
    const spellings = new Set(draft.spellings)
    run.reduce((joined, word) => {
      spellings.add(word + joined)
      return word + joined
    }, name)
    return { ...draft, spellings: [...spellings] }
  })

/** The small words before a place, the nearest first. */
const runBefore = (drafts: readonly Draft[], at: number): string[] => {
  const run: string[] = []
  for (let from = at - 1; from >= 0 && run.length < longestRun; from--) {
    const word = textOf(drafts[from])
    // A single letter is rather an initial.
    if (word.length < 2 || !isSmall(word)) break
    run.push(word)
  }
  return run
}

const isSmall = (word: string): boolean => articles.has(word) || particles.has(word)
