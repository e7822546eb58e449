import { type Draft, textOf } from './draft.ts'
import { partFaith } from './part-faith.ts'
import { articles, honorifics } from './small-words.ts'

/**
 * A name with its names of faith written as one word: NUR AL DIN, NOUR EDDINE, NOUREDDINE → NURUDDIN; NAJEEB ULLAH → NAJEEBULLAH. What was
 * joined may be a family name too, as in JAMAL UDDIN, which swapped is UDDIN JAMAL: such a name is read once more, word by word. So
 * is one whose parts are names that others write apart, HABIBURRAHMAN.
 */
export const faithReadings = (drafts: readonly Draft[]): readonly (readonly Draft[])[] => {
  const joined = joinFaiths(drafts, takenBy)
  const isDoubtful = drafts.some((_, at) => takenBy(drafts, at) !== undefined)
  const parted = drafts.flatMap(partFaith)
  return [
    joined,
    ...(isDoubtful ? [joinFaiths(copied(drafts), () => undefined)] : []),
    ...(parted.length > drafts.length ? [joinFaiths(copied(parted), takenBy)] : [])
  ]
}

const copied = (drafts: readonly Draft[]): Draft[] => drafts.map(draft => ({ ...draft }))

/** How a name of faith ends: what it becomes; that word with its article; the article alone, and what follows it; the end of one word. */
interface Faith {
  readonly joined: string
  readonly whole: RegExp
  readonly article: RegExp
  readonly bare: RegExp
  readonly end?: RegExp
}

const faiths: readonly Faith[] = [
  {
    joined: 'UDDIN',
    // EDIN and ADIN are given names in their own right.
    whole: /^(?![AEI]DIN$)[AEIU]D?D(?:I|EE)NE?$/,
    article: /^[AEU][LDR]$/,
    bare: /^D?D(?:I|EE)NE?$/,
    end: /^([A-Z]{2,}[A-Z])(?:[AEIU]|OU)[DL]D(?:I|EE)NE?$/
  },
  // ALLA and ELLA are given names.
  { joined: 'ULLAH', whole: /^(?:ULLAH?|ULAH|[AO]LLAH)$/, article: /^[AEU]L$/, bare: /^LL?AH$/ }
]

/** Of parted words the first may also stand alone. */
const joinFaiths = (drafts: readonly Draft[], takes: typeof takenBy): readonly Draft[] => {
  const joined: Draft[] = []
  for (let at = 0; at < drafts.length; at++) {
    const draft = drafts[at]
    if (draft === undefined || textOf(draft) === '') continue
    const parted = partedBy(drafts, at)
    const followed = parted ?? takes(drafts, at)
    const whole = followed === undefined ? wholeOf(textOf(draft)) : textOf(draft) + followed.joined
    joined.push(whole === undefined ? draft : { ...draft, spellings: [whole, ...draft.spellings] })
    if (followed !== undefined) at += parted === undefined ? 1 : 2
  }
  return joined
}

/** The faith that a word has with the next one, ULLAH. */
const takenBy = (drafts: readonly Draft[], at: number): Faith | undefined => {
  const next = textOf(drafts[at + 1])
  return faiths.find(({ whole }) => whole.test(next) && mayTake(textOf(drafts[at])))
}

/** The one that it has with the next two, AL DIN. */
const partedBy = (drafts: readonly Draft[], at: number): Faith | undefined => {
  const [next, afterNext] = [textOf(drafts[at + 1]), textOf(drafts[at + 2])]
  return faiths.find(
    ({ article, bare }) => article.test(next) && bare.test(afterNext) && mayTake(textOf(drafts[at]))
  )
}

/** NOUREDDINE → NOURUDDIN */
const wholeOf = (word: string): string | undefined => {
  for (const { joined, end } of faiths) {
    const owner = end?.exec(word)?.[1]
    if (owner !== undefined) return owner + joined
  }
  return undefined
}

/** Articles and forms of address own nothing, and whoever serves has another rule: see `joinServants`. */
const mayTake = (word: string): boolean =>
  word.length > 2 && !word.startsWith('ABD') && !articles.has(word) && !honorifics.has(word)
