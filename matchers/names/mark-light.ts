import { type Draft, roles, textOf } from './draft.ts'
import {
  address,
  articles,
  honorifics,
  middleNames,
  particles,
  suffixes,
  titles
} from './small-words.ts'

/**
 * Marks articles and forms of address as light; particles and titles too, unless that leaves fewer than two words to go by.
 *
 *   MR JAN VAN DER BERG: MR, VAN, DER     SUKUMAR CHANDRA DAS, LE THI THU: nothing     family SHEIKH, given RAHIM: nothing
 */
export const markLight = (drafts: readonly Draft[]): void => {
  const isName = namesByPlace(drafts)
  const isSmall = (draft: Draft, words: ReadonlySet<string>): boolean =>
    words.has(textOf(draft)) && !isName(draft)
  for (const draft of drafts) {
    const isAddress = isSmall(draft, honorifics) && !isRemnant(draft)
    if (isAddress || isSmall(draft, articles)) draft.light = true
  }
  const loose = drafts.filter(
    draft => !draft.light && (isSmall(draft, particles) || isSmall(draft, titles))
  )
  const light = drafts.filter(draft => draft.light)
  if (drafts.length - light.length - loose.length > 1) {
    for (const draft of loose) draft.light = true
  } else if (light.length === drafts.length) {
    for (const draft of light) draft.light = false
  }
}

/** Whether a word of another script may be a name of which so little is left that it looks like a form of address: MR, GEN, but not GENERAL. */
const isRemnant = (draft: Draft): boolean => draft.isForeign === true && textOf(draft).length < 6

/** Tells of small words whether they are names where they stand: as the only family name, and where no particle can. */
const namesByPlace = (drafts: readonly Draft[]): ((draft: Draft) => boolean) => {
  const families = drafts.filter(({ role }) => role === roles.family)
  const [first, second] = drafts
  const last = drafts.at(-1)
  return draft => {
    const text = textOf(draft)
    if (families.length === 1 && draft === families[0]) return !address.has(text)
    if (draft.role !== roles.unknown) return false
    // A particle leads to what follows it: SUKUMAR CHANDRA DAS.
    if (draft === last) return particles.has(text) && !suffixes.has(text)
    const isVietnamese = /^(?:LE|DO)$/.test(text) && middleNames.has(textOf(second))
    return draft === first && drafts.length > 2 && isVietnamese
  }
}
