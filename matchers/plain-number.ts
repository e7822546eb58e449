/**
 * A document number as it is compared: letters and digits only, in capitals. Digits of every script are 0 to 9, and Cyrillic and Greek
 * letters that are printed like Latin ones are these: МР 12۳ is MP123. Other letters stay, so that no two series become one.
 */
export const plainNumber = (number: string): string =>
  isPlain.test(number)
    ? number
    : number
        .normalize('NFKC')
        .toUpperCase()
        .replaceAll(/[^\p{L}\p{N}]/gu, '')
        .replaceAll(/[^\P{Nd}0-9]/gu, latinDigit)
        .replaceAll(/[\u0370-\u052f]/g, letter => printedLike.get(letter) ?? letter)

const isPlain = /^[A-Z0-9]*$/

/** Digits stand in their order, ten by ten, wherever a script has them. */
const latinDigit = (digit: string): string => {
  const code = digit.codePointAt(0) ?? 0
  let before = 0
  while (/\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before++
  return String(before % 10)
}

const printedLike = new Map(
  ['АВЕКМНОРСТУХІЈЅ ABEKMHOPCTYXIJS', 'ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ ABEZHIKMNOPTYX'].flatMap(row => {
    const [letters = '', latin = ''] = row.split(' ')
    return [...letters].map((letter, at) => [letter, latin.charAt(at)] as const)
  })
)
