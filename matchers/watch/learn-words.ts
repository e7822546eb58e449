import { parseName } from '../names/parse-name.ts'
import type { Lexicon } from '../names/word.ts'
import type { Dictionary } from './dictionary.ts'
import { type Expand, rememberedWords } from './expand.ts'

/**
 * Looks up what the words that most persons bear are like, a word in each step, before anybody asks: travellers are mostly called as
 * others are, and to look a word up for the first time is the dearest part of a search. Those that most bear come last, and so are
 * let go last.
 */
export const learnWords = function* (
  dictionary: Dictionary,
  expand: Expand,
  lexicon: Lexicon
): Generator<void, void> {
  for (const text of dictionary.mostBorne(rememberedWords)) {
    // In all the spellings that a traveller's name has it in.
    for (const { words } of parseName({ given: text }, lexicon)) {
      for (const word of words) {
        const [first] = word.spellings
        expand(word).ranked(lexicon.weightOf(first), false, lexicon.isKnown(first))
      }
    }
    yield
  }
}
