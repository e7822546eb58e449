/** Which characters an optical reader takes for which; domain knowledge, no measured rates. */

const groups = ['0ODQ', '1IL', '2Z', '5S', '6G', '8B']

/** Digits that resemble each other; the second choice, since most confusions cross the kinds. */
const digitPairs = ['06', '08', '17', '38', '49', '56', '68']

const others = (sets: readonly string[]): ReadonlyMap<string, string> => {
  const result = new Map<string, string>()
  for (const set of sets) {
    for (const char of set) {
      result.set(char, (result.get(char) ?? '') + set.replace(char, ''))
    }
  }
  return result
}

/** Letters and digits that are often read for the key. */
export const lookalikes = others(groups)

/** Digits that are sometimes read for the key. */
export const similarDigits = others(digitPairs)

const letterOf = new Map([...'012568'].map((digit, i) => [digit, 'OIZSGB'.charAt(i)]))
const digitOf = new Map([...'ODQILZSGB'].map((letter, i) => [letter, '000112568'.charAt(i)]))

/** The text with the digits that look like a letter replaced by it, for fields of letters. */
export const asLetters = (text: string): string =>
  digit.test(text) ? text.replace(digits, char => letterOf.get(char) ?? char) : text

const digit = /[0-9]/
const digits = /[0-9]/g

/** The digit that the character must be where only digits stand; undefined when none looks like it. */
export const asDigit = (char: string): string | undefined =>
  digit.test(char) ? char : digitOf.get(char)

/** Whether a filler is sometimes read as this character, or it is one. */
export const resemblesFiller = (char: string): boolean => fillerLike.includes(char)

const fillerLike = '<KCEL'
