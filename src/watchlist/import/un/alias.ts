import { type BirthDate, readBirthDates } from '../birth-dates.ts'
import {
  bracketVariants,
  fullName,
  type ImportedName,
  listedName,
  scriptOf,
  splitScripts
} from '../person-names.ts'
import { type Documents, documentsIn } from './documents-in-words.ts'
import { type Element, textOf } from './elements.ts'

/** What one alias of the UN's list comes to. */
export interface ReadAlias {
  readonly names: readonly ImportedName[]
  readonly birthDates: readonly BirthDate[]
  readonly documents: Documents
  readonly birthPlace?: string
  /** What was said beside the names. */
  readonly note?: string
  readonly warnings: readonly string[]
}

/** Reads an alias, which may be several names in one, in several scripts, with remarks between them. */
export const readAlias = (alias: Element): ReadAlias => {
  const quality = textOf(alias, 'QUALITY').toLowerCase() === 'low' ? 'weak' : 'strong'
  const written = textOf(alias, 'ALIAS_NAME')
  const { texts, asides } = namesIn(written)
  const note = textOf(alias, 'NOTE')
  const said = [...asides, note].filter(Boolean).join('; ')
  const own = textOf(alias, 'DATE_OF_BIRTH').replace(/T.*$/, '')
  const birthDates = own === '' ? [] : readBirthDates(own)
  const birthPlace = ['CITY_OF_BIRTH', 'COUNTRY_OF_BIRTH']
    .map(name => textOf(alias, name))
    .filter(Boolean)
    .join(', ')
  return {
    names: [...texts, ...namesInNote(note, texts)]
      .flatMap(bracketVariants)
      .flatMap(splitScripts)
      .flatMap(text => toName(text, quality) ?? []),
    birthDates: [...(birthDates ?? []), ...datesIn(said)],
    documents: documentsIn(said),
    ...(birthPlace && { birthPlace }),
    ...(said && { note: `${written.slice(0, 100)}: ${said}` }),
    warnings: birthDates ? [] : ['birthDates: not understood']
  }
}

const toName = (text: string, quality: 'strong' | 'weak') =>
  scriptOf(text).script ? fullName(text, quality) : listedName(text, quality)

const numbering = /(?:^|[\s;,])(?:[a-z]|\d{1,2})\)\s+/
const born = /\s*,?\s*\bborn (?=in\b|on\b|at\b|circa\b|\d).*$/i
const child = /\s+(?:son|daughter|wife|brother) of\s.*$/i
const otherScript = /original script:?|in (?:arabic|cyrillic|chinese|korean)(?: script)?:?/i

/** "A; B", "a) A b) B", "A (B in Arabic)", "A, born 1970 in C": the names apart from what else is said. */
const namesIn = (text: string) => {
  const asides: string[] = []
  const cut = (name: string, pattern: RegExp) => {
    const aside = pattern.exec(name)?.[0]
    if (!aside) return name
    asides.push(aside.replace(/^[\s,]+/, '').trim())
    return name.slice(0, -aside.length)
  }
  const texts = splitNames(text).flatMap(part => {
    const bracket = /\(([^()]*)\)\s*,?\s*$/.exec(part)
    const inner = bracket?.[1]?.trim() ?? ''
    const outer = bracket ? part.slice(0, bracket.index) : part
    const name = cut(cut(outer, born), child)
    if (!bracket) return [name]
    if (otherScript.test(inner) || isOtherScript(inner, outer)) {
      return [name, ...splitNames(inner.replace(otherScript, ''))]
    }
    const variants = bracketVariants(`${name.trim()} (${inner})`)
    if (variants.length > 1) return variants
    asides.push(`(${inner})`)
    return [name]
  })
  return { texts, asides }
}

/** Splits at semicolons and numbering outside brackets. */
const splitNames = (text: string): readonly string[] => {
  const parts = text.match(/(?:\([^()]*\)|[^;(])+|\(/g) ?? []
  return parts.flatMap(part => part.split(numbering)).filter(part => /\p{L}/u.test(part))
}

const isOtherScript = (inner: string, outer: string) =>
  scriptOf(inner).script !== scriptOf(outer).script && !/\d/.test(inner)

/** Notes spell the alias in other letters, after "original script:" or, where the alias is not Latin, as a list. */
const namesInNote = (note: string, aliases: readonly string[]): readonly string[] => {
  const original = /[\p{Script=Arabic}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hangul}][^,;.()]*/u
  if (otherScript.test(note)) return original.exec(note)?.[0].trim().split(/[;]/) ?? []
  const isLatin = aliases.every(alias => scriptOf(alias).script === undefined)
  const list = /\(([^()]*;[^()]*)\)/.exec(note)?.[1] ?? note
  return (!isLatin || list !== note) && list.includes(';') && !/[\d:]/.test(list)
    ? splitNames(list)
    : []
}

/** "born in 1976", "born in Southtown on 01 Jan.1967", "DOB: 12 May 1964", "(DPOB - 1977)". */
const datesIn = (text: string): readonly BirthDate[] => {
  const found =
    /\b(?:born|D(?:PO|O)B:|DPOB -)[^,;]*?\s((?:\d{1,2} )?(?:[A-Z][a-z]{2,8}\.? ?)?\d{4})\b/.exec(
      text
    )
  return (found?.[1] && readBirthDates(found[1].replace(/\.(?=\d)/, ' '))) || []
}
