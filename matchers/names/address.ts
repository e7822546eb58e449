import type { PersonName } from '../types.ts'

/**
 * A name without the forms of address that Chinese, Japanese and Korean write after it, and Thai before it: 王小明先生 → 王小明,
 * ด.ช. สมชาย → สมชาย. Where less than two characters are left they stay: 李先生. What Thai writes as one with the name see `readThai`.
 */
export const withoutAddress = <Name extends PersonName>(name: Name): Name => {
  const { family = '', given = '', full = '' } = name
  if (![family, given, full].some(part => mayHave.test(part))) return name
  return { ...name, family: strip(family), given: strip(given), full: strip(full) }
}

const mayHave = /[\u0e00-\u0e7f\u3040-\ud7a3]/

const strip = (text: string): string => text.replace(after, '').replace(before, '')

const after =
  /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{2}\s?)(?:先生|女士|小姐|太太|さん|さま|様)(?!\p{L})|(?<=\p{Script=Hangul}{2}\s?)씨(?!\p{L})/u
const before =
  /(?<![\u0e00-\u0e7f])(?:(?:นางสาว|นาย|นาง|เด็กชาย|เด็กหญิง)\s+|(?:น\.\s?ส|ด\.\s?[ชญ]|ดร)\.\s*)(?=[ก-ฮเ-ไ]{2}|[ก-ฮ][ะ-ู])/u
