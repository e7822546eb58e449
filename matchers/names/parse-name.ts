import { createRecent } from '../recent.ts'
import { echoWord } from '../scripts/echo-word.ts'
import { romaniseWord } from '../scripts/romanise.ts'
import { mayTranscribe } from '../scripts/transcribing.ts'
import type { PersonName } from '../types.ts'
import { withoutAddress } from './address.ts'
import { type Draft, type Role, roles, textOf } from './draft.ts'
import { faithReadings } from './faiths.ts'
import { withoutTitle } from './glued-titles.ts'
import { markLight } from './mark-light.ts'
import { relatedNames } from './nicknames.ts'
import { spellRuns } from './runs.ts'
import { joinServants, servantFirst } from './servants.ts'
import { isAbsence, isPlaceholder, isSmallWord } from './small-words.ts'
import { partedName, tokensOf } from './tokens.ts'
import type { Lexicon, Word } from './word.ts'

/** One word of a name, in all the spellings under which it may be met. */
export interface NameWord {
  readonly spellings: readonly [Word, ...Word[]]
  readonly role: Role
  /** A particle, title or article: agreeing counts little, being absent nothing. */
  readonly light: boolean
  /** Written in Arabic or Hebrew letters, which leave vowels out. */
  readonly isUnvocalised?: true
}

/** A name taken apart: given words before family words, in natural order. */
export interface ParsedName {
  readonly text: string
  readonly words: readonly NameWord[]
  readonly weak: boolean
  /** Its end may be missing: it is as long as a document's or message's field allows, or was said to fill its own. */
  readonly cutOff: boolean
}

const maxWords = 12
const maxLetters = 48
/** With one less, where a blank stood last. Older French cards have 25 and 14, as many whole names do: their zone tells. */
const fieldSizes = new Set([29, 30, 31, 34, 35, 38, 39])

type ListedName = PersonName & { readonly quality?: 'strong' | 'weak' }

/** Takes a name in any script apart; names without any word (empty, placeholders only) are left out. */
export const parseName = (given: ListedName, lexicon: Lexicon): ParsedName[] => {
  const name = withoutAddress(given)
  const parted = partedName(name)
  const parsed = readName(name, lexicon)
  return parted === undefined ? parsed : [...parsed, ...readName(parted, lexicon)]
}

const readName = (name: ListedName, lexicon: Lexicon): ParsedName[] => {
  const weak = name.quality === 'weak'
  const parsed: ParsedName[] = []
  const { family = '', given = '', full = '', cutOff } = name
  if (family !== '' || given !== '') parsed.push(...parseParts(family, given, weak, lexicon))
  if (full.trim() !== '') parsed.push(...parseFull(full, weak, lexicon))
  parsed.push(...parseForeign([given, family, full].join(' '), weak, lexicon))
  const named = parsed.filter(({ words }) => words.length > 0)
  return cutOff ? named.map(name => ({ ...name, cutOff })) : named
}

const parseFull = (full: string, weak: boolean, lexicon: Lexicon): ParsedName[] => {
  const comma = full.search(/[,،，]|<</)
  if (comma > 0) {
    const given = full.slice(comma + 1).replaceAll(/^[,<\s]+/g, '')
    if (/\p{L}/u.test(given)) return parseParts(full.slice(0, comma), given, weak, lexicon)
  }
  const text = full.trim()
  const drafts = draftWords(full, roles.unknown)
  return finish(drafts, { text, weak, cutOff: fieldSizes.has(text.length) }, lexicon)
}

/** 普京 is PU JING, or Putin: a name that may be a foreign one is read once more, each of its words as one. */
const parseForeign = (text: string, weak: boolean, lexicon: Lexicon): ParsedName[] => {
  const tokens = text.match(/[\p{Script=Han}\p{Script=Hangul}]+/gu) ?? []
  const isSplit = (token: string): boolean => readToken(token, roles.unknown).length > 1
  if (!tokens.some(isSplit) || !tokens.every(mayBeForeign)) return []
  const drafts = draftWords(text, roles.unknown, readForeign)
  return finish(drafts, { text: text.trim(), weak, cutOff: false }, lexicon)
}

const mayBeForeign = (token: string): boolean => isHangul(token) || mayTranscribe(token)
const isHangul = (token: string): boolean => /^\p{Script=Hangul}+$/u.test(token)

const parseParts = (
  family: string,
  given: string,
  weak: boolean,
  lexicon: Lexicon
): ParsedName[] => {
  const parts = [...draftWords(given, roles.given), ...draftWords(family, roles.family)]
  const drafts = areAbsent(parts) ? [] : servantFirst(parts)
  const [familyLength, givenLength] = [family.trim().length, given.trim().length]
  const cutOff =
    fieldSizes.has(familyLength + givenLength + 2) ||
    [familyLength, givenLength].some(length => length === 34 || length === 35)
  const text = [family.trim(), given.trim()].filter(part => part !== '').join(', ')
  return finish(drafts, { text, weak, cutOff }, lexicon)
}

const draftWords = (
  text: string,
  role: Role,
  read: (token: string, role: Role) => Draft[] = readToken
): Draft[] => {
  const drafts: Draft[] = []
  for (const token of tokensOf(text.slice(0, 400))) {
    if (drafts.length >= maxWords) break
    for (const draft of read(token, role)) if (!isPlaceholder(textOf(draft))) drafts.push(draft)
  }
  // NA alone is a Korean family name too.
  const isFamily = role === roles.family && drafts.some(draft => textOf(draft) === 'NA')
  return isFamily || !areAbsent(drafts) ? drafts : []
}

const areAbsent = (drafts: readonly Draft[]): boolean =>
  drafts.every(draft => isAbsence(textOf(draft)))

/** One written word may be read as several: 王小明 is WANG XIAOMING, التكريتي is AL TIKRITI. */
const readToken = (token: string, role: Role): Draft[] => {
  const { pieces, isFamilyFirst } = readingOf(token)
  const roleAt = (at: number): Role =>
    isFamilyFirst && role === roles.unknown ? (at === 0 ? roles.family : roles.given) : role
  const isForeign = !/^\p{Script=Latin}/u.test(token)
  return pieces.map((spellings, at) => ({
    spellings,
    role: roleAt(at),
    light: false,
    ...(isForeign && { isForeign }),
    ...(isUnvocalised.test(token) && { isUnvocalised: true })
  }))
}

const isUnvocalised = /^[\p{Script=Arabic}\p{Script=Hebrew}]/u

/** What a written word is read as: words, each in its spellings. */
interface TokenReading {
  readonly pieces: readonly (readonly string[])[]
  readonly isFamilyFirst: boolean
}

const rememberedReadings = 1 << 13
const readings = createRecent<TokenReading>(rememberedReadings)

/** Remembers the words that were read last: names are few and repeat. */
const readingOf = (token: string): TokenReading => {
  const known = readings.get(token)
  if (known !== undefined) return known
  const reading = readWritten(token)
  readings.keep(token, reading)
  return reading
}

const readWritten = (token: string): TokenReading => {
  if (areInitials(token)) {
    return { pieces: [...token.toUpperCase()].map(letter => [letter]), isFamilyFirst: false }
  }
  if (/^[A-Za-z]+$/.test(token) && !/XX/i.test(token)) {
    const word = token.slice(0, maxLetters).toUpperCase()
    return { pieces: [withoutTitle(word)], isFamilyFirst: false }
  }
  if (isLetter.test(token)) {
    const letters = romaniseWord(token).map(reading => reading.charAt(0))
    return { pieces: letters.length > 0 ? [[...new Set(letters)]] : [], isFamilyFirst: false }
  }
  const spelled = romaniseWord(token).map(reading => reading.split(' '))
  const count = spelled[0]?.length ?? 0
  const alike = spelled.filter(reading => reading.length === count)
  const isLatin = /^\p{Script=Latin}+$/u.test(token)
  return {
    pieces: Array.from({ length: count }, (_, at) => {
      const words = alike.map(reading => (reading[at] ?? '').slice(0, maxLetters))
      const others = count === 1 && !isLatin ? echoWord(token) : []
      return [...new Set(isLatin ? words.flatMap(withoutTitle) : [...words, ...others])]
    }),
    isFamilyFirst: count === 2 && /[\p{Script=Han}\p{Script=Hangul}]/u.test(token)
  }
}

/** A letter of another alphabet is an initial too, by the first letters of its readings: Ю is I or Y. Where letters are syllables it may be a name. */
const isLetter =
  /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Hebrew}\p{Script=Arabic}]\p{M}*$/u

/** JC stands for J. C.: two consonants are no word, but for NG, MC and what belongs to names. LV, SY and VY are names. */
const areInitials = (token: string): boolean =>
  /^[B-DF-HJ-NP-TV-XZ]{2}$/i.test(token) &&
  !/^(NG|XX|MC)$/i.test(token) &&
  !isSmallWord(token.toUpperCase()) &&
  !relatedNames(token.toUpperCase())

const readForeign = (token: string, role: Role): Draft[] => {
  const whole = romaniseWord(token).filter(reading => !reading.includes(' '))
  return [{ spellings: [...new Set([...whole, ...echoWord(token)])], role, light: false }]
}

/** Everything of a name but its words. */
type Whole = Omit<ParsedName, 'words'>

/** A name in each of its readings; seldom more than one. */
const finish = (drafts: readonly Draft[], whole: Whole, lexicon: Lexicon): ParsedName[] =>
  [...faithReadings(drafts), ...once(drafts)].map(reading => ({
    ...whole,
    words: wordsOf(reading, lexicon)
  }))

/** Whoever has one name only is booked under it twice: SUPARMAN SUPARMAN is read as SUPARMAN too. */
const once = (drafts: readonly Draft[]): readonly (readonly Draft[])[] => {
  const [first, ...others] = drafts
  const isTwice = others.length > 0 && others.every(other => textOf(other) === textOf(first))
  return first && isTwice ? [[{ ...first }]] : []
}

const wordsOf = (drafts: readonly Draft[], lexicon: Lexicon): NameWord[] => {
  const joined = spellRuns(joinServants(drafts).slice(0, maxWords))
  markLight(joined)
  return joined.flatMap(({ spellings, role, light, isUnvocalised }) => {
    const [first, ...others] = spellings
    if (first === undefined || first === '') return []
    const primary = lexicon.wordOf(first)
    const word = light ? { ...primary, weight: lexicon.particle } : primary
    return [
      {
        spellings: [word, ...others.map(lexicon.wordOf)] as const,
        role,
        light,
        ...(isUnvocalised && { isUnvocalised })
      }
    ]
  })
}
