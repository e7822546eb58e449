import type { PersonName, SentName } from './person.ts'

/** A name made ready for comparing. */
export interface CleanName {
  /** Without titles and placeholders first, then other readings; empty when nothing but those was sent. */
  readonly names: readonly PersonName[]
  /** A part fills its field and may have been cut off. */
  readonly isCut: boolean
  /** A family name that is one, and no placeholder. */
  readonly hasFamily: boolean
}

/** Message fields hold 35 characters a part and are cut without a mark. */
const fieldSize = 35
const maxPart = 100
const maxFull = 200

/**
 * Removes titles (`DOE MR`, `JOHNMR`) and placeholders (`FNU`, `XXX`, `.`) from a name as sent. A title glued to a name may
 * be no title (`OMR`, `WILLIAMS`), so it is cut off only where it fits the sex, and the name as sent stays as another reading.
 */
export const cleanName = (sent: SentName, sex?: string): CleanName => {
  const family = withoutOtherTitles(wordsOf(sent.family))
  const parts = sent.given.map(part => withoutTitles(wordsOf(part)))
  const given = parts.flat()
  const full = withoutOtherTitles(wordsOf(sent.full))
  const unglued = parts.map(part => unglue(part, sex))
  const isCut = [sent.family, ...sent.given].some(part => (part?.length ?? 0) >= fieldSize)
  const readings = [
    toName(
      family,
      parts.flatMap((part, at) => unglued[at] ?? part)
    ),
    full.length > 0 ? { full: join(full, maxFull) } : undefined,
    unglued.some(part => part !== undefined) && toName(family, given),
    cutBeforeOthers(sent) && toName(family, wordsOf(sent.given[0]))
  ]
  return {
    names: unique(readings.filter(name => name !== undefined && name !== false)),
    isCut,
    hasFamily: family.length > 0 || full.length > 0
  }
}

const titles = new Set('MR MRS MS MISS MSTR MX DR PROF CHD INF INFT'.split(' '))
const placeholders = new Set('FNU LNU NFN NLN FNUK LNUK NONAME NOGIVENNAME UNKNOWN UNK'.split(' '))

const wordsOf = (part: string | undefined): readonly string[] =>
  (part ?? '').split(/\s+/).filter(word => word !== '' && !isPlaceholder(word))

const isPlaceholder = (word: string) => {
  const letters = /^[A-Z]+$/.test(word)
    ? word
    : word.toUpperCase().replaceAll(/[^\p{L}\p{M}]/gu, '')
  return !/\p{L}/u.test(letters) || /^X{2,}$/.test(letters) || placeholders.has(letters)
}

const isTitle = (word: string) => titles.has(word.toUpperCase().replace(/\.$/, ''))

/** Titles stand first or last. */
const withoutTitles = (words: readonly string[]): readonly string[] => {
  let [from, to] = [0, words.length]
  while (from < to && isTitle(words[from] ?? '')) from++
  while (to > from && isTitle(words[to - 1] ?? '')) to--
  return words.slice(from, to)
}

/** A family name that is nothing but a title may be one. */
const withoutOtherTitles = (words: readonly string[]) => {
  const left = withoutTitles(words)
  return left.length > 0 ? left : words
}

/** One of the given names without a title at its end; undefined when there is none that fits the sex. */
const unglue = (given: readonly string[], sex: string | undefined) => {
  const last = given.at(-1) ?? ''
  const [, name, title = ''] = /^(.{2,}?)(MSTR|MISS|MRS|MR|MS)$/iu.exec(last) ?? []
  if (!name) return undefined
  const fits = /^(?:MR|MSTR)$/i.test(title) ? sex !== 'F' : sex !== 'M'
  return fits ? [...given.slice(0, -1), name] : undefined
}

/** A first given name that fills its field was cut in its middle, where joining it with the next would hide that. */
const cutBeforeOthers = ({ given: [first = '', ...others] }: SentName) =>
  first.length >= fieldSize && others.length > 0

const toName = (family: readonly string[], given: readonly string[]): PersonName | undefined =>
  family.length + given.length === 0
    ? undefined
    : {
        ...(family.length > 0 && { family: join(family, maxPart) }),
        ...(given.length > 0 && { given: join(given, maxPart) })
      }

const join = (words: readonly string[], maxLength: number) =>
  words.join(' ').slice(0, maxLength).trim()

const unique = (names: readonly PersonName[]) =>
  names.length < 2 ? names : [...new Map(names.map(name => [JSON.stringify(name), name])).values()]
