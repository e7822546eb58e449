import { asDigit, lookalikes, resemblesFiller, similarDigits } from './lookalikes.ts'

/** What a number may have been: one character or all its kind misread, or fillers at its end. */
export function* numberGuesses(read: string): Generator<string> {
  yield* singles(read, lookalikes)
  for (const char of new Set(read)) {
    for (const other of lookalikes.get(char) ?? '') yield read.replaceAll(char, other)
  }
  for (let i = read.length; i > 1 && resemblesFiller(read.charAt(i - 1)); i--) {
    yield read.slice(0, i - 1).padEnd(read.length, '<')
  }
}

/** What a number may have been if one digit was taken for a similar one: less likely. */
export const similarNumberGuesses = (read: string): Generator<string> =>
  singles(read, similarDigits)

/** Two characters misread; worth trying when one does not explain the check digit. */
export function* numberPairGuesses(read: string): Generator<string> {
  for (let i = 0; i < read.length; i++) {
    for (const char of lookalikes.get(read.charAt(i)) ?? '') {
      const once = replaceAt(read, i, char)
      for (let j = i + 1; j < read.length; j++) {
        for (const other of lookalikes.get(read.charAt(j)) ?? '') yield replaceAt(once, j, other)
      }
    }
  }
}

/**
 * What a date may have been: letters as the digits they look like, one unreadable place as any
 * digit (its check digit allows one), and where all are digits one of them as a similar one.
 */
export function* dateGuesses(read: string): Generator<string> {
  const digits = [...read].map(char => (char === '<' ? char : (asDigit(char) ?? fillerFor(char))))
  yield digits.join('')
  yield [...read].map(char => (resemblesFiller(char) ? '<' : (asDigit(char) ?? char))).join('')
  const letter = /[A-Z]/.exec(read)
  if (!letter) yield* singles(read, similarDigits)
  else if (!/[A-Z]/.test(read.slice(letter.index + 1))) {
    for (let digit = 0; digit < 10; digit++) yield replaceAt(read, letter.index, String(digit))
  }
}

const fillerFor = (char: string): string => (resemblesFiller(char) ? '<' : char)

function* singles(read: string, others: ReadonlyMap<string, string>): Generator<string> {
  for (let i = 0; i < read.length; i++) {
    for (const char of others.get(read.charAt(i)) ?? '') yield replaceAt(read, i, char)
  }
}

const replaceAt = (text: string, at: number, char: string): string =>
  text.slice(0, at) + char + text.slice(at + 1)
