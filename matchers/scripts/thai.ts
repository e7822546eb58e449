import { syllablesOf, type ThaiSyllable } from './thai-syllables.ts'

const tableOf = (rows: string): ReadonlyMap<string, string> =>
  new Map(
    rows.split('|').flatMap(row => {
      const [letters = '', reading = ''] = row.split(' ')
      return [...letters].map(letter => [letter, reading] as const)
    })
  )

const initials = tableOf(
  'ก K|ขฃคฅฆ KH|ง NG|จฉชฌ CH|ซศษส S|ญย Y|ฎด D|ฏต T|ฐฑฒถทธ TH|ณน N|บ B|ป P|ผพภ PH|ฝฟ F|ม M|ร R|ลฬ L|ว W|หฮ H|อ '
)
const finals = tableOf('กขคฆ K|ง NG|จฉชซฌฎฏฐฑฒดตถทธศษส T|ญณนรลฬ N|บปพฟภ P|ม M|ย I|ว O')

/**
 * The Latin readings of a Thai word: RTGS, then final letters as they are written, then without the H of aspirates too. Of one that begins
 * with a form of address, those of what follows come first: นายสมชาย is SOMCHAI, and NAISOMCHAI.
 */
export const readThai = (word: string): string[] => {
  const name = addressed.exec(word)?.[1]
  const readings = name === undefined ? [] : spell(name).filter(({ length }) => length >= shortest)
  return [...readings, ...spell(word)]
}

// What follows is a name only where it begins a syllable: นายา and นายก are words of their own.
const addressed = /^(?:นางสาว|เด็กชาย|เด็กหญิง|นาย|นาง)((?:[ก-ฮ](?![ิุ]?์)|[เ-ไ][ก-ฮ]).+)$/
const shortest = 3

const spell = (word: string): string[] => {
  const syllables = syllablesOf(word)
  const official = syllables.map(spellOfficially).join('')
  const asWritten = syllables.map(spellAsWritten).join('')
  return [official, asWritten, asWritten.replaceAll(/(?<=[PK])H/g, '')]
}

const spellOfficially = ({ onset: letters, vowel, coda }: ThaiSyllable): string =>
  spellOnset(letters.replace(/(?<=[ศสซ])ร/, '')) + vowel + (finals.get(coda) ?? '')

const spellAsWritten = ({ onset: letters, vowel, coda }: ThaiSyllable): string => {
  const written =
    coda === 'ร'
      ? vowel === 'O'
        ? 'RN'
        : 'R'
      : 'ลฬ'.includes(coda || ' ')
        ? 'L'
        : finals.get(coda)
  return spellOnset(letters) + vowel + (written ?? '')
}

/** ห before a sonorant only sets the tone. */
const spellOnset = (letters: string): string =>
  [...letters.replace(/^ห(?=.)/, '')].map(letter => initials.get(letter) ?? '').join('')
