import { type Draft, textOf } from './draft.ts'
import { easternKey } from './eastern-key.ts'
import { articles, particles } from './small-words.ts'

const longestRun = 3

/**
 * An article, several particles, or the ABU of a kunya, may be written as one with the word that they precede: that word is met in these
 * spellings too.
 *
 *   VAN DER BERG → BERG, DERBERG, VANDERBERG     ABU AL HASSAN → HASSAN, ALHASSAN, ABUALHASSAN     ABOU BAKR → BAKR, ABUBAKR
 *
 * Another particle alone is not joined here: alignment finds any two neighbours written as one, and names with DE or BIN are many. An
 * article may be joined to the word before it instead, which is met without it too: INAMUL HAQ → INAMUL, INAM.
 */
export const spellRuns = (drafts: readonly Draft[]): readonly Draft[] =>
  drafts.map((draft, at) => {
    const name = textOf(draft)
    if (name.length < 3 || isSmall(name)) return draft
    const owner = ownerOf(name, textOf(drafts[at + 1]))
    const more = joinRun(name, runBefore(drafts, at))
    if (owner !== undefined) more.push(owner)
    return more.length === 0
      ? draft
      : { ...draft, spellings: [...new Set([...draft.spellings, ...more])] }
  })

/** A word joined to what precedes it, from the nearest on: DERBERG, VANDERBERG. */
const joinRun = (name: string, run: readonly string[]): string[] => {
  const [nearest = ''] = run
  if (run.length < 2 && !articles.has(nearest) && !isKunya(nearest)) return []
  const before = (nth: number): string => run.slice(0, nth).toReversed().map(inOneForm).join('')
  return run.map((_, nth) => before(nth + 1) + name)
}

const isKunya = (word: string): boolean => word === 'ABU' || word === 'ABOU'
const inOneForm = (word: string): string => (isKunya(word) ? 'ABU' : word)

/** A word without the article of the next one: INAM of INAMUL HAQ, FAZL of FAZLUR RAHMAN. */
const ownerOf = (word: string, next: string): string | undefined => {
  const [, owner = '', article] = endsInArticle.exec(word) ?? []
  if (article === undefined) return undefined
  const isArticle =
    article === 'L'
      ? mayOwn.test(owner) && (moonNames.test(next) || (next.length > 2 && easternKey(word) === ''))
      : sunNames.test(article + next)
  return isArticle ? owner : undefined
}

const endsInArticle = /^([A-Z]{3,})U([LRZNS])$/
// ZIA and REZA, but no RAS of RASUL; SONGUL and AYSEGUL are Turkish.
const mayOwn = /^(?:[A-Z]{2}[AI]|[A-Z]{3,}[^G])$/
// JICHUL GIM is Korean, SHAMSUL HUDA is not.
const moonNames =
  /^(?:H[AO]Q(?:UE|Q)?|H[AU]K|HUDA|HASS?AN|ISLAM|ALAM|AMIN|KABIR|KARIM|ABI?DIN|ARIFIN|AREFIN)$/
// Before these letters the L is spoken, and written, like them.
const sunNames =
  /^(?:RR[AE]HM[AE]N|RRASH(?:I|EE)D|RRA(?:UF|ZZ?A[QK])|[ZJ][ZJ]AMAN|NNIS+A|NNAB(?:I|EE)|SSALAM|SSAMAD)$/

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
