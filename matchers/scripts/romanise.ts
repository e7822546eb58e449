import anyAscii from 'any-ascii'
import { arabic, armenian, cyrillic, georgian, greek, hebrew, latin } from './alphabets.ts'
import { isBrahmic, readBrahmic } from './brahmic.ts'
import { readHan, readHangul, readKana } from './east-asian.ts'
import { readKhmer } from './khmer.ts'
import { isSinhala, readSinhala } from './sinhala.ts'
import { readThai } from './thai.ts'
import { arabicNames, hebrewNames } from './vocalised.ts'

type Table = Readonly<Record<string, readonly string[]>>

const maxReadings = 6

/**
 * All Latin spellings (A–Z, seldom a space) under which a word of any script may be met, the likeliest first.
 * Worked example: Müller → MUELLER, MULLER, MUXXLLER.
 */
export const romaniseWord = (word: string): string[] => {
  const upper = word.normalize('NFC').toUpperCase()
  if (/^[A-Z]+$/.test(upper)) return plainReadings(upper)
  return unique(readings(upper).map(lettersOnly))
}

const readings = (word: string): string[] => {
  if (/\p{Script=Han}/u.test(word)) return readHan(word)
  if (/[\u3040-\u30ff]/.test(word)) return readKana(word)
  if (/[\uac00-\ud7a3]/.test(word)) return readHangul(word)
  if (/[\u0600-\u06ff]/.test(word)) return readArabic(word)
  if (/[\u0590-\u05ff]/.test(word)) return readUnvowelled(word, hebrew, hebrewNames)
  if (/[\u0400-\u052f]/.test(word)) return spell(word, cyrillic)
  if (/[\u0370-\u03ff\u1f00-\u1fff]/.test(word)) return spell(withoutMarks(word), greek)
  if (/[\u0530-\u058f]/.test(word)) return spell(word, armenian)
  if (/[\u10a0-\u10ff\u1c90-\u1cbf]/.test(word)) return spell(word, georgian)
  if (isBrahmic(word)) return readBrahmic(word)
  if (isSinhala(word)) return readSinhala(word)
  if (/[\u0e00-\u0e7f]/.test(word)) return readThai(word)
  if (/[\u1780-\u17d3]/.test(word)) return readKhmer(word)
  return spell(isVietnamese(word) ? word.replaceAll('Đ', 'D') : word, latin)
}

/** One syllable with a Đ, which Vietnam has for D; in Croatia and Serbia it is DJ as well. */
const isVietnamese = (word: string): boolean =>
  word.includes('Đ') && /^Đ[AEIOUY]+(?:CH?|M|N[GH]?|P|T)?$/.test(withoutMarks(word))

/** ASCII spellings that come from a zone: UXX is Ü, NXX is Ñ. */
const plainReadings = (word: string): string[] => {
  if (!word.includes('XX') || !/[UN]XX/.test(word)) return [word]
  const base = word.replaceAll('NXX', 'N')
  return unique([word, base.replaceAll('UXX', 'UE'), base.replaceAll('UXX', 'U')])
}

/** Every letter by its n-th reading, for each n; a letter that is in no table by its base letter. */
const spell = (word: string, table: Table): string[] => {
  const spelled: string[] = []
  const deepest = depth(word, table)
  for (let level = 0; level < deepest && spelled.length < maxReadings; level++) {
    spelled.push(spellAt(word, table, level))
  }
  return spelled
}

const depth = (word: string, table: Table): number => {
  let deepest = 1
  const letters = [...word]
  for (const [at, letter] of letters.entries()) {
    const read = table[letter + (letters[at + 1] ?? '')] ?? table[letter]
    deepest = Math.max(deepest, read?.length ?? 1)
  }
  return deepest
}

const spellAt = (word: string, table: Table, level: number): string => {
  let out = ''
  const letters = [...word]
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] ?? ''
    const pair = table[letter + (letters[at + 1] ?? '')]
    if (pair !== undefined) at++
    const found = pair ?? table[letter]
    out +=
      found === undefined ? baseLetter(letter) : (found[Math.min(level, found.length - 1)] ?? '')
  }
  return out
}

const baseLetter = (letter: string): string => {
  const base = withoutMarks(letter)
  return /^[A-Z]*$/.test(base) ? base : anyAscii(base).toUpperCase()
}

const readArabic = (word: string): string[] => {
  const bare = word.replaceAll(/[\u064b-\u0652\u0640\u0670\u200c\u200d]/g, '')
  const article = bare.length > 4 && bare.startsWith('ال') ? bare.slice(2) : undefined
  if (article === undefined) {
    const whole = readUnvowelled(bare, arabic, arabicNames)
    const two = arabicNames.has(bare) ? undefined : readTwo(bare)
    return two ? [two, ...whole] : whole
  }
  return [
    ...readUnvowelled(article, arabic, arabicNames).map(reading => `AL ${reading}`),
    ...readUnvowelled(bare, arabic, arabicNames)
  ]
}

/** Two known names that are written without a gap: محمدرضا is MOHAMMED REZA. */
const readTwo = (word: string): string | undefined => {
  for (let cut = word.length - shortestName; cut >= shortestName; cut--) {
    const [first, second] = [nameOf(word.slice(0, cut)), nameOf(word.slice(cut))]
    if (first && second) return `${first} ${second}`
  }
  return undefined
}

const shortestName = 3

const nameOf = (word: string): string | undefined =>
  arabicNames.get(word) ?? arabicNames.get(word.replaceAll(/[أإآ]/g, 'ا').replaceAll('ة', 'ه'))

const readUnvowelled = (
  word: string,
  table: Table,
  names: ReadonlyMap<string, string>
): string[] => {
  const known = names.get(word) ?? names.get(word.replaceAll(/[أإآ]/g, 'ا').replaceAll('ة', 'ه'))
  const spelled = spell(word, table)
  return known === undefined ? spelled : [known]
}

const withoutMarks = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '')
const lettersOnly = (text: string): string => text.replaceAll(/[^A-Z ]/g, '').trim()
const unique = (texts: readonly string[]): string[] => [...new Set(texts)].filter(t => t !== '')
