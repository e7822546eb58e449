import { type Draft, textOf } from './draft.ts'
import { articles } from './small-words.ts'

/**
 * A name with its names of faith written as one word: NUR AL DIN, NOUR EDDINE, NOUREDDINE → NURUDDIN. What was joined may be a
 * family name too, as in JAMAL UDDIN, which swapped is UDDIN JAMAL: such a name is read once more, word by word.
 */
export const faithReadings = (drafts: readonly Draft[]): readonly (readonly Draft[])[] => {
  const joined = joinFaiths(drafts, takesFaith)
  const isDoubtful = drafts.some((draft, at) => takesFaith(textOf(draft), textOf(drafts[at + 1])))
  if (!isDoubtful) return [joined]
  const copies = drafts.map(draft => ({ ...draft }))
  return [joined, joinFaiths(copies, () => false)]
}

/** Of parted words the first may also stand alone. */
const joinFaiths = (drafts: readonly Draft[], takesNext: typeof takesFaith): readonly Draft[] => {
  const joined: Draft[] = []
  for (let at = 0; at < drafts.length; at++) {
    const draft = drafts[at]
    const word = textOf(draft)
    if (draft === undefined || word === '') continue
    const [next, afterNext] = [textOf(drafts[at + 1]), textOf(drafts[at + 2])]
    const isParted = mayTake(word) && isArticleOfFaith.test(next) && isBareFaith.test(afterNext)
    const isFollowed = isParted || takesNext(word, next)
    const owner = isFollowed ? word : endsInFaith.exec(word)?.[1]
    joined.push(
      owner === undefined ? draft : { ...draft, spellings: [`${owner}UDDIN`, ...draft.spellings] }
    )
    if (isFollowed) at += isParted ? 2 : 1
  }
  return joined
}

const mayTake = (word: string): boolean => word.length > 2 && !articles.has(word)
const takesFaith = (word: string, next: string): boolean => mayTake(word) && isFaith.test(next)

const isArticleOfFaith = /^[AEU][LDR]$/
// EDIN and ADIN are given names in their own right.
const isFaith = /^(?![AEI]DIN$)[AEIU]D?D(?:I|EE)NE?$/
const isBareFaith = /^D?D(?:I|EE)NE?$/
const endsInFaith = /^([A-Z]{2,}[A-Z])(?:[AEIU]|OU)[DL]D(?:I|EE)NE?$/
