import type { JoinsAt } from './align-names.ts'
import { easternKey } from './eastern-key.ts'

/** Compares joined neighbours by their letters. */
export const joinsOf = (
  travellerText: (at: number) => string,
  listedText: (at: number) => string
): JoinsAt => ({
  travellerPair: (first, listed) =>
    isJoin(travellerText(first), travellerText(first + 1), listedText(listed)),
  listedPair: (traveller, first) =>
    isJoin(listedText(first), listedText(first + 1), travellerText(traveller))
})

const isJoin = (first: string, second: string, whole: string): number => {
  if (whole.length < 4) return 0
  const isSpelledSo =
    first.length + second.length === whole.length &&
    ((whole.startsWith(first) && whole.endsWith(second)) ||
      (whole.startsWith(second) && whole.endsWith(first)))
  return isSpelledSo || soundsJoined(first, second, whole) ? 1 : 0
}

/** CHIN PING is JINPING: each of two syllables is a part of the whole. */
const soundsJoined = (first: string, second: string, whole: string): boolean => {
  const key = easternKey(whole)
  if (key === '' || easternKey(first + second) !== key) return false
  const [start, end] = [easternKey(first), easternKey(second)]
  for (let cut = 2; cut < whole.length - 1; cut++) {
    if (easternKey(whole.slice(0, cut)) === start && easternKey(whole.slice(cut)) === end) {
      return start !== '' && end !== ''
    }
  }
  return false
}
