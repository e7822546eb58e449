import { pinyin } from 'pinyin-pro'
import { toRomaji } from 'wanakana'
import { broadly, echoesOf, echoOfSounds, leastClasses } from '../names/echo.ts'
import { hangulSounds } from './east-asian.ts'
import {
  arabicEcho,
  cyrillicEcho,
  hangulEcho,
  hebrewEcho,
  kanaEcho,
  pinyinEcho
} from './echo-letters.ts'
import { romaniseWord } from './romanise.ts'

type Options = readonly string[]

const maxEchoes = 12
const maxLetters = 40
const silent: Options = ['.']

/** The echoes (see `echoesOf`) that a word in another script has of a Latin one, the likeliest first. */
export const echoWord = (word: string): string[] => {
  const sounds = soundsOf(word.slice(0, maxLetters).normalize('NFC').toUpperCase())
  if (sounds === undefined) return [...echoesOf(romaniseWord(word)[0] ?? '')]
  const broad = sounds.map(options => [...new Set(options.map(broadly))])
  const least = isSyllabic(word) ? leastClasses.syllables : leastClasses.letters
  // Cyrillic writes vowels, so that two consonants alone prove nothing.
  const shortest = /[\u0400-\u052f]/.test(word) ? 4 : 0
  const echoes = new Set<string>()
  for (const heard of [...combine(broad), ...combine(sounds)]) {
    const echo = echoOfSounds(heard, least)
    if (echo !== undefined && echo.length >= shortest) echoes.add(echo)
  }
  return [...echoes].slice(0, maxEchoes)
}

const isSyllabic = (word: string): boolean =>
  /[\p{Script=Han}\u3040-\u30ff\uac00-\ud7a3]/u.test(word)

const soundsOf = (word: string): Options[] | undefined => {
  if (/\p{Script=Han}/u.test(word)) return hanSounds(word)
  if (/[\u3040-\u30ff]/.test(word)) return kanaSounds(word)
  if (/[\uac00-\ud7a3]/.test(word))
    return hangulSounds(word).map(letters => hangulEcho.get(letters) ?? silent)
  if (/[\u0600-\u06ff]/.test(word)) return letterSounds(word, arabicEcho).map(apart)
  if (/[\u0590-\u05ff]/.test(word)) return letterSounds(word, hebrewEcho).map(apart)
  if (/[\u0400-\u052f]/.test(word)) return letterSounds(word, cyrillicEcho)
  return undefined
}

/** Vowels that are not written may stand between any two consonants. */
const apart = (options: Options): Options => options.map(option => `${option}.`)

const letterSounds = (word: string, table: ReadonlyMap<string, Options>): Options[] => {
  const sounds: Options[] = []
  for (let at = 0; at < word.length; at++) {
    const pair = table.get(word.slice(at, at + 2))
    sounds.push(pair ?? table.get(word.charAt(at)) ?? silent)
    if (pair !== undefined) at++
  }
  return sounds
}

const hanSounds = (word: string): Options[] =>
  pinyin(word, { toneType: 'none', type: 'array', nonZh: 'removed', v: true }).flatMap(syllable => {
    const upper = syllable.toUpperCase()
    if (upper === 'ER') return [pinyinEcho.get('ER') ?? silent]
    const initial = /^([ZCS]H|[^AEIOUV])?/.exec(upper)?.[0] ?? ''
    const start = pinyinEcho.get(initial) ?? silent
    return /NG?$/.test(upper) ? [start, ['n']] : [start]
  })

const kanaSounds = (word: string): Options[] => {
  const romaji = toRomaji(word)
    .toUpperCase()
    .replaceAll(/[^A-Z]/g, '')
  // Older writing has ウラ for VLA.
  if (romaji.startsWith('UR')) return [['.', 'f'], ...kanaLetters(romaji.slice(1))]
  return kanaLetters(romaji)
}

const kanaLetters = (romaji: string): Options[] =>
  (romaji.match(/SH|CH|TS|[A-Z]/g) ?? []).map(letter => kanaEcho.get(letter) ?? silent)

/** Every choice of one class a sound, the first ones before others; at most so many that the work stays small. */
const combine = (sounds: readonly Options[]): string[] => {
  let heard = ['']
  for (const options of sounds) {
    const next: string[] = []
    for (const option of options) {
      for (const classes of heard) {
        if (next.length >= maxEchoes * 4) break
        next.push(classes + option)
      }
    }
    heard = next
  }
  return heard
}
