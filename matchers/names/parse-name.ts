import { echoWord } from '../scripts/echo-word.ts'
import { romaniseWord } from '../scripts/romanise.ts'
import { mayTranscribe } from '../scripts/transcribing.ts'
import type { PersonName } from '../types.ts'
import { relatedNames } from './nicknames.ts'
import {
  articles,
  honorifics,
  isPlaceholder,
  isSmallWord,
  particles,
  titles
} from './small-words.ts'
import type { Lexicon, Word } from './word.ts'

export const roles = { unknown: 0, family: 1, given: 2 } as const
export type Role = (typeof roles)[keyof typeof roles]

/** One word of a name, in all the spellings under which it may be met. */
export interface NameWord {
  readonly spellings: readonly [Word, ...Word[]]
  readonly role: Role
  /** A particle, title or article: agreeing counts little, being absent nothing. */
  readonly light: boolean
}

/** A name taken apart: given words before family words, in natural order. */
export interface ParsedName {
  readonly text: string
  readonly words: readonly NameWord[]
  readonly weak: boolean
  /** As long as a document's or message's field allows, so its end may be missing. */
  readonly cutOff: boolean
}

interface Draft {
  readonly spellings: string[]
  readonly role: Role
  light: boolean
}

const maxWords = 12
const maxLetters = 48
const fieldSizes = new Set([29, 30, 31, 34, 35, 38, 39])

/** Takes a name in any script apart; names without any word (empty, placeholders only) are left out. */
export const parseName = (
  name: PersonName & { readonly quality?: 'strong' | 'weak' },
  lexicon: Lexicon
): ParsedName[] => {
  const weak = name.quality === 'weak'
  const parsed: ParsedName[] = []
  const { family = '', given = '', full = '' } = name
  if (family !== '' || given !== '') parsed.push(parseParts(family, given, weak, lexicon))
  if (full.trim() !== '') parsed.push(parseFull(full, weak, lexicon))
  const foreign = parseForeign([given, family, full].join(' '), weak, lexicon)
  if (foreign !== undefined) parsed.push(foreign)
  return parsed.filter(({ words }) => words.length > 0)
}

const parseFull = (full: string, weak: boolean, lexicon: Lexicon): ParsedName => {
  const comma = full.search(/[,،，]|<</)
  if (comma > 0) {
    const given = full.slice(comma + 1).replaceAll(/^[,<\s]+/g, '')
    if (/\p{L}/u.test(given)) return parseParts(full.slice(0, comma), given, weak, lexicon)
  }
  const words = finish(draftWords(full, roles.unknown), lexicon)
  return { text: full.trim(), words, weak, cutOff: fieldSizes.has(full.trim().length) }
}

/** 普京 is PU JING, or Putin: a name that may be a foreign one is read once more, each of its words as one. */
const parseForeign = (text: string, weak: boolean, lexicon: Lexicon): ParsedName | undefined => {
  const tokens = text.match(/[\p{Script=Han}\p{Script=Hangul}]+/gu) ?? []
  const isSplit = (token: string): boolean => readToken(token, roles.unknown).length > 1
  if (!tokens.some(isSplit) || !tokens.every(mayBeForeign)) return undefined
  const words = finish(draftWords(text, roles.unknown, readForeign), lexicon)
  return { text: text.trim(), words, weak, cutOff: false }
}

const mayBeForeign = (token: string): boolean => isHangul(token) || mayTranscribe(token)
const isHangul = (token: string): boolean => /^\p{Script=Hangul}+$/u.test(token)

const parseParts = (family: string, given: string, weak: boolean, lexicon: Lexicon): ParsedName => {
  const drafts = servantFirst([
    ...draftWords(given, roles.given),
    ...draftWords(family, roles.family)
  ])
  const [familyLength, givenLength] = [family.trim().length, given.trim().length]
  const cutOff =
    fieldSizes.has(familyLength + givenLength + 2) ||
    [familyLength, givenLength].some(length => length === 34 || length === 35)
  const text = [family.trim(), given.trim()].filter(part => part !== '').join(', ')
  return { text, words: finish(drafts, lexicon), weak, cutOff }
}

const draftWords = (
  text: string,
  role: Role,
  read: (token: string, role: Role) => Draft[] = readToken
): Draft[] => {
  const drafts: Draft[] = []
  for (const token of tokensOf(text.slice(0, 400))) {
    if (drafts.length >= maxWords) break
    for (const draft of read(token, role))
      if (!isPlaceholder(draft.spellings[0] ?? '')) drafts.push(draft)
  }
  return drafts
}

const tokensOf = (text: string): readonly string[] => {
  // Most names are plain, and normalising them would cost most of what parsing does.
  if (isPlain.test(text)) return text.match(/[A-Za-z]+/g) ?? []
  const plain = text
    .normalize('NFKC')
    .replaceAll(/(?<=[גזצץת])['’׳]/g, '\u05bf')
    .replaceAll(/['’‘ʻʼ`´ʹʿʾ"׳]/g, '')
    .replaceAll(/(?<=[A-Za-z])[0-9]+|[0-9]+(?=[A-Za-z]{2})/g, readDigits)
    .replaceAll(/(?<=\p{Ll}{3})(?=\p{Lu}\p{Ll}{3})/gu, ' ')
  return plain.match(/[\p{L}\p{M}]+/gu) ?? []
}

// Letters, blanks and hyphens, and no capital after a small letter.
const isPlain = /^[A-Z -]*(?:[a-z]+[ -][A-Z -]*)*[a-z]*$/

/** Digits within a word are misread or mistyped letters: IG0R SECH1N. */
const readDigits = (digits: string): string =>
  digits.length > 2 ? ' ' : [...digits].map(digit => lettersForDigits[Number(digit)] ?? '').join('')

const lettersForDigits = 'OIZEASGTBG'

/** One written word may be read as several: 王小明 is WANG XIAOMING, التكريتي is AL TIKRITI. */
const readToken = (token: string, role: Role): Draft[] => {
  if (areInitials(token)) {
    return [...token.toUpperCase()].map(letter => ({ spellings: [letter], role, light: false }))
  }
  if (/^[A-Za-z]+$/.test(token) && !/XX/i.test(token)) {
    return [{ spellings: [token.slice(0, maxLetters).toUpperCase()], role, light: false }]
  }
  const readings = romaniseWord(token).map(reading => reading.split(' '))
  const pieces = readings[0]?.length ?? 0
  const alike = readings.filter(reading => reading.length === pieces)
  const familyFirst = pieces === 2 && /[\p{Script=Han}\p{Script=Hangul}]/u.test(token)
  return Array.from({ length: pieces }, (_, at) => ({
    spellings: [
      ...new Set([
        ...alike.map(reading => (reading[at] ?? '').slice(0, maxLetters)),
        ...(pieces === 1 && !/^\p{Script=Latin}+$/u.test(token) ? echoWord(token) : [])
      ])
    ],
    role: familyFirst && role === roles.unknown ? (at === 0 ? roles.family : roles.given) : role,
    light: false
  }))
}

/** JC stands for J. C.: two consonants are no word, but for NG and what belongs to names. SY and VY are names. */
const areInitials = (token: string): boolean =>
  /^[B-DF-HJ-NP-TV-XZ]{2}$/i.test(token) &&
  !/^(NG|XX)$/i.test(token) &&
  !isSmallWord(token.toUpperCase()) &&
  !relatedNames(token.toUpperCase())

const readForeign = (token: string, role: Role): Draft[] => {
  const whole = romaniseWord(token).filter(reading => !reading.includes(' '))
  return [{ spellings: [...new Set([...whole, ...echoWord(token)])], role, light: false }]
}

const finish = (drafts: Draft[], lexicon: Lexicon): NameWord[] => {
  const joined = joinServants(joinFaiths(drafts)).slice(0, maxWords)
  markLight(joined)
  return joined.flatMap(({ spellings, role, light }) => {
    const [first, ...others] = spellings
    if (first === undefined || first === '') return []
    const primary = lexicon.wordOf(first)
    const word = light ? { ...primary, weight: lexicon.particle } : primary
    return [{ spellings: [word, ...others.map(lexicon.wordOf)] as const, role, light }]
  })
}

/** Of swapped parts a servant's ABD may come last: RAHMAN, UMAR ABD → ABD RAHMAN UMAR. */
const servantFirst = (drafts: Draft[]): Draft[] => {
  const last = drafts.at(-1)
  return last !== undefined && isServant(last.spellings[0])
    ? [last, ...drafts.slice(0, -1)]
    : drafts
}

const isServant = (word = ''): boolean => /^ABD([AUEO]|OU)?[LR]?$/.test(word)

/** NUR AL DIN, NOUR EDDINE, NOUREDDINE → NURUDDIN; of parted words the first may also stand alone. */
const joinFaiths = (drafts: readonly Draft[]): Draft[] => {
  const joined: Draft[] = []
  for (let at = 0; at < drafts.length; at++) {
    const draft = drafts[at]
    const word = draft?.spellings[0]
    if (draft === undefined || word === undefined) continue
    const [next = '', afterNext = ''] = drafts
      .slice(at + 1, at + 3)
      .map(({ spellings }) => spellings[0])
    const isParted = isArticleOfFaith.test(next) && isBareFaith.test(afterNext)
    const isFollowed = word.length > 2 && !articles.has(word) && (isParted || isFaith.test(next))
    const owner = isFollowed ? word : endsInFaith.exec(word)?.[1]
    joined.push(
      owner === undefined ? draft : { ...draft, spellings: [`${owner}UDDIN`, ...draft.spellings] }
    )
    if (isFollowed) at += isParted ? 2 : 1
  }
  return joined
}

const isArticleOfFaith = /^[AEU][LDR]$/
const isFaith = /^[AEIU]D?D(?:I|EE)NE?$/
const isBareFaith = /^D?D(?:I|EE)NE?$/
const endsInFaith = /^([A-Z]{2,}[A-Z])(?:[AEIU]|OU)[DL]D(?:I|EE)NE?$/

/** ABD AL RAHMAN, ABDEL RAHMAN, ABDURRAHMAN → ABDULRAHMAN, or RAHMAN alone; AL TIKRITI → TIKRITI or ALTIKRITI. */
const joinServants = (drafts: readonly Draft[]): Draft[] => {
  const joined: Draft[] = []
  for (let at = 0; at < drafts.length; at++) {
    const draft = drafts[at]
    const word = draft?.spellings[0]
    if (draft === undefined || word === undefined) continue
    const serves = isServant(word)
    const isArticle = articles.has(word)
    let next = at + 1
    if (serves) while (articles.has(drafts[next]?.spellings[0] ?? '')) next++
    const owner = drafts[next]
    const name = owner?.spellings[0]
    if (serves && owner !== undefined && name !== undefined && name.length > 1) {
      joined.push({ spellings: servantOf(name), role: owner.role, light: false })
      at = next
    } else if (isArticle && owner !== undefined && name !== undefined) {
      joined.push({ ...draft, light: true })
      if (name.length > 2 && !articles.has(name)) owner.spellings.push(word + name)
    } else
      joined.push(
        respellable.test(word) || draft.spellings.length > 1
          ? { ...draft, spellings: [...new Set(draft.spellings.flatMap(respell))] }
          : draft
      )
  }
  return joined
}

const servantOf = (name: string): string[] =>
  /^(AL)?LA+H?$/.test(name) ? ['ABDULLAH'] : [`ABDUL${name}`, name]

const respellable = /^(ABD|[AE]L)|(OV|EV|J)S$|(IN|IR|OV|EV|SK|IJ)AS$|[GT]Y[AEIOU]/

const respell = (word: string): string[] => {
  if (/^ABD[AUEOI]L+A+H?$/.test(word)) return word === 'ABDULLAH' ? [word] : ['ABDULLAH', word]
  const servant = /^ABD(?:[AUEOI]|OU)([LRSZNDT]|SH)(?=[A-Z]{4})/.exec(word)
  if (servant !== null) {
    const rest = word.slice(servant[0].length)
    const doubled = rest.startsWith(servant[1] ?? '') || servant[1] === 'L'
    const name = doubled ? rest : (servant[1] ?? '') + rest
    return [`ABDUL${name}`, name, word]
  }
  // Latvian gives foreign men an ending: LAVROVS, SERGEJS.
  if (/(OV|EV|J)S$/.test(word)) return [word, word.slice(0, -1)]
  // Lithuanian too: PUTINAS.
  if (/..(IN|IR|OV|EV|SK|IJ)AS$/.test(word)) return [word, word.slice(0, -2)]
  // Hungarian writes soft D and T so: PUTYIN, VLAGYIMIR.
  if (/[GT]Y[AEIOU]/.test(word)) {
    return [word, word.replaceAll(/GY(?=[AEIOU])/g, 'D').replaceAll(/TY(?=[AEIOU])/g, 'T')]
  }
  const article = /^[AE]L(?=[B-DF-HJ-NP-TV-Z][A-Z]{4})/.exec(word)
  return article === null ? [word] : [word, word.slice(2)]
}

/** Particles and titles are light, unless that leaves fewer than two words to go by. */
const markLight = (drafts: readonly Draft[]): void => {
  const isSmall = (draft: Draft, words: ReadonlySet<string>): boolean =>
    words.has(draft.spellings[0] ?? '')
  for (const draft of drafts)
    if (isSmall(draft, articles) || isSmall(draft, honorifics)) draft.light = true
  // A family name that consists of such a word alone is a name: SHEIKH, LE, VAN.
  const familyWords = drafts.filter(({ role }) => role === roles.family).length
  const isParticle = (draft: Draft): boolean =>
    (isSmall(draft, particles) || isSmall(draft, titles)) &&
    !(familyWords === 1 && draft.role === roles.family)
  const heavy = drafts.filter(draft => !draft.light && !isParticle(draft))
  if (heavy.length > 1) {
    for (const draft of drafts) if (isParticle(draft)) draft.light = true
  } else if (drafts.every(draft => draft.light)) {
    for (const draft of drafts) draft.light = false
  }
}
