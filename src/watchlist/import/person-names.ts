import type { EntryContent } from '../../domain/entry.ts'

export type ImportedName = NonNullable<EntryContent['names']>[number]
type Quality = 'strong' | 'weak'

/** A name in one string, its script noted where that is not Latin; undefined when there is nothing in it. */
export const fullName = (text: string, quality: Quality): ImportedName | undefined => {
  const full = tidy(text)
  return /\p{L}/u.test(full) ? { full, quality, ...scriptOf(full) } : undefined
}

/**
 * A name as lists write it, "FAMILY, Given". Without a comma nobody knows which part is the family name;
 * "Jr." and the like behind it are left out, since documents rarely print them.
 */
export const listedName = (text: string, quality: Quality): ImportedName | undefined => {
  const [family = '', ...others] = text
    .split(',')
    .map(tidy)
    .filter(part => part !== '')
  const given = givenAmong(others).join(' ')
  if (!family || !given) return fullName(family, quality)
  return { family, given, quality, ...scriptOf(`${family} ${given}`) }
}

/** "DA SILVA, Junior": what stands there alone and is a name too is one. */
const givenAmong = (parts: readonly string[]) => {
  const names = parts.filter(part => !isSuffix(part))
  return names.length > 0 ? names : parts.filter(part => /^(?:jun|sen)ior$/i.test(part))
}

/** The name as written and, where brackets hold another spelling of a word, the name with that spelling. */
export const bracketVariants = (text: string): readonly string[] => {
  const bracket = /^(.*?)\s*\(([^()]*)\)(.*)$/s.exec(text)
  if (!bracket) return [text]
  const [, before = '', inner = '', after = ''] = bracket
  const without = `${before}${after.replace(/^\./, '')}`
  const last = /\S+$/.exec(before)?.[0] ?? ''
  const isSpelling = !/\s/.test(inner) && initial(inner) === initial(last) && inner !== ''
  return isSpelling ? [without, `${before.slice(0, -last.length)}${inner}${after}`] : [without]
}

/** The words of a name by script, where it is written in two: "Agha Oz آغا عز" is two names. */
export const splitScripts = (text: string): readonly string[] => {
  const words = text.split(/\s+/)
  const isLatin = (word: string) => /\p{Script=Latin}/u.test(word)
  const isOther = (word: string) => scriptOf(word).script !== undefined
  if (!words.some(isLatin) || !words.some(isOther)) return [text]
  return [words.filter(word => !isOther(word)).join(' '), words.filter(isOther).join(' ')]
}

/** The script of a name that is not written in Latin letters, as ISO 15924's code. */
export const scriptOf = (text: string): { script?: string } => {
  for (const [script, letters] of scripts) {
    if (letters.test(text)) return { script }
  }
  return {}
}

const scripts: readonly (readonly [string, RegExp])[] = [
  ['Arab', /\p{Script=Arabic}/u],
  ['Cyrl', /\p{Script=Cyrillic}/u],
  ['Jpan', /\p{Script=Hiragana}|\p{Script=Katakana}/u],
  ['Hang', /\p{Script=Hangul}/u],
  ['Hani', /\p{Script=Han}/u],
  ['Hebr', /\p{Script=Hebrew}/u],
  ['Grek', /\p{Script=Greek}/u],
  ['Armn', /\p{Script=Armenian}/u],
  ['Geor', /\p{Script=Georgian}/u],
  ['Ethi', /\p{Script=Ethiopic}/u],
  ['Deva', /\p{Script=Devanagari}/u],
  ['Beng', /\p{Script=Bengali}/u],
  ['Taml', /\p{Script=Tamil}/u],
  ['Thai', /\p{Script=Thai}/u],
  ['Mymr', /\p{Script=Myanmar}/u],
  ['Khmr', /\p{Script=Khmer}/u]
]

/** One line, single spaces, no quotation marks or stray punctuation around it. */
export const tidy = (text: string): string => {
  const line = text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(/["“”«»]/g, '')
    .replace(/^[\s,;:)]+|[\s,;:(]+$/g, '')
  return /^'[^'].*'$/.test(line) && /\w'$/.test(line) && line.split("'").length === 3
    ? line.slice(1, -1)
    : line
}

/** Names without those that say the same again; the strong one stays. */
export const distinctNames = (names: readonly ImportedName[]): ImportedName[] => {
  const kept = new Map<string, ImportedName>()
  for (const name of names) {
    const key = [name.full, name.family, name.given].join('|').toLowerCase()
    const known = kept.get(key)
    if (!known || (known.quality === 'weak' && name.quality === 'strong')) kept.set(key, name)
  }
  return [...kept.values()]
}

const isSuffix = (part: string) => /^(?:jr|sr|junior|senior|i{2,3}|iv)\.?$/i.test(part)

const initial = (word: string) => word.normalize('NFD').slice(0, 1).toLowerCase()
