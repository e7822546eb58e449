import { isEcho } from './echo.ts'
import type { NameWord } from './parse-name.ts'
import { editDistance } from './similarity.ts'

/**
 * Words that are not alike enough to agree, yet too alike to speak against each other: at most a third of the letters differ, or one is
 * the beginning or end of the other, and half of it. Two typing errors in one word look so, and what is added to a name.
 *
 *   HCANEE, HACENE: 2 of 6 letters;  HARSHAD, HARSHADBHAI;  SEUN, OLUWASEUN: less than half;  KOVAC, KARNER: 4 of 6, another name
 */
export const resemble = (a: NameWord, b: NameWord): boolean =>
  a.spellings.some(({ text }) =>
    b.spellings.some(other => isRespelling(text, other.text) || isPart(text, other.text))
  )

const isPart = (a: string, b: string): boolean => {
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a]
  const isLong = shorter.length >= leastPart && shorter.length * 2 >= longer.length
  return isLong && (longer.startsWith(shorter) || longer.endsWith(shorter)) && !isEcho(longer)
}

const leastPart = 4

const isRespelling = (a: string, b: string): boolean => {
  const most = Math.floor(Math.max(a.length, b.length) / 3)
  return most > 0 && !isEcho(a) && !isEcho(b) && editDistance(a, b, most) <= most
}

/** How many words left over on one side resemble one of the other side, each counted once. */
export const countResembling = (
  travellerLeft: readonly number[],
  listedLeft: readonly number[],
  resembleAt: (traveller: number, listed: number) => boolean
): number => {
  const free = new Set(listedLeft)
  let count = 0
  for (const t of travellerLeft) {
    for (const l of free) {
      if (!resembleAt(t, l)) continue
      free.delete(l)
      count++
      break
    }
  }
  return count
}
