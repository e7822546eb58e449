import type { Random } from '../people/random.ts'

/** A document's number with one character wrong; undefined where it is too short or nothing can be changed. */
export type WrongNumber = (number: string, random: Random) => string | undefined

const leastCharacters = 5

/** Every way in which one character of a number goes wrong. */
export const wrongNumbers = {
  'one character replaced': (number, random) =>
    atSomePlace(number, random, at => {
      const sign = number.charAt(at)
      const others = /\d/.test(sign) ? '0123456789' : 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
      const other = random.pick([...others].filter(each => each !== sign.toUpperCase()))
      return number.slice(0, at) + other + number.slice(at + 1)
    }),
  'one character missing': (number, random) =>
    atSomePlace(number, random, at => number.slice(0, at) + number.slice(at + 1)),
  'one character doubled': (number, random) =>
    atSomePlace(number, random, at => number.slice(0, at + 1) + number.slice(at)),
  'two characters transposed': (number, random) =>
    atSomePlace(number, random, at => {
      const [first, second] = [number.charAt(at), number.charAt(at + 1)]
      if (second === '' || first === second) return undefined
      return number.slice(0, at) + second + first + number.slice(at + 2)
    })
} as const satisfies Readonly<Record<string, WrongNumber>>

const atSomePlace = (
  number: string,
  random: Random,
  change: (at: number) => string | undefined
): string | undefined => {
  const places = [...number].flatMap((sign, at) => (/[A-Za-z0-9]/.test(sign) ? [at] : []))
  const wrong = places.length < leastCharacters ? undefined : change(random.pick(places))
  return wrong === number ? undefined : wrong
}
