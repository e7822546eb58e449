import { isEcho } from './echo.ts'
import type { NameWord } from './parse-name.ts'
import { editDistance } from './similarity.ts'

/**
 * Words that are not alike enough to agree, yet too alike to speak against each other: at most a third of the letters differ.
 * Two typing errors in one word look so.
 *
 *   HCANEE, HACENE: 2 of 6 letters;  KOZAYKOV, KOZYAKOV agree already;  KOVAC, KARNER: 4 of 6, another name
 */
export const resemble = (a: NameWord, b: NameWord): boolean =>
  a.spellings.some(({ text }) => b.spellings.some(other => isRespelling(text, other.text)))

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
