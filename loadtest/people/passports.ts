/**
 * Passport numbers that never repeat: a balanced Feistel network (Luby & Rackoff 1988) permutes
 * 0, 1, 2, … within the issuer's number space by cycle walking, and the result is written in the
 * issuer's format. In the pattern `A` is a letter, `9` a digit, `*` one of the 27 characters of
 * German passports, anything else itself: serial 0 in `9999` may become 7310, serial 1 0442.
 */
import { hashText, mix } from './random.ts'

/** Streams of people with one seed never share a passport; each has a series of its own. */
export type Series = 0 | 1 | 2 | 3

const seriesCount = 4
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const germanCharacters = '0123456789CFGHJKLMNPRTVWXYZ'

/** National formats; a country that is not here uses `A99999999`. */
const formats: Readonly<Record<string, string>> = Object.fromEntries(
  `GBR:999999999 USA:A99999999 CAN:AA999999 AUS:PA9999999 IRL:PA9999999 NZL:LA999999
   ESP:PAA999999 MEX:G99999999 COL:AA999999 ARG:AAB999999 PER:999999999 CHL:F99999999
   PRT:CA999999 BRA:AA999999 AGO:N9999999 FRA:99AA99999 BEL:GA999999 SEN:A09999999 DEU:*********
   AUT:U9999999 CHE:X9999999 NLD:NAA*****9 SWE:99999999 NOR:999999999 DNK:299999999 POL:AA9999999
   CZE:99999999 RUS:799999999 UKR:FA999999 BLR:MA9999999 KAZ:N99999999 GRC:AA9999999 CYP:K00999999
   TUR:U99999999 IRQ:A99999999 SYR:N999999999 EGY:A99999999 SAU:A99999999 MAR:AA9999999
   IRN:A99999999 AFG:P99999999 ISR:39999999 IND:A9999999 PAK:AA9999999 BGD:A99999999 CHN:EA9999999
   TWN:399999999 HKG:K99999999 JPN:TA9999999 KOR:M999A9999 VNM:C9999999 IDN:A9999999 NGA:A99999999
   ETH:EP9999999 ERI:K9999999`
    .trim()
    .split(/\s+/)
    .map(format => format.split(':'))
)

/** The passport number of the n-th person of this issuer in this series. */
export const passportNumber = (
  seed: number,
  issuer: string,
  series: Series,
  serial: number
): string => {
  const pattern = formats[issuer] ?? 'A99999999'
  const space = spaceOf(pattern)
  const position = (serial * seriesCount + series) % space
  return write(permute(position, space, mix(seed ^ hashText(issuer))), pattern)
}

/** The size of the alphabet at one place of a pattern. */
const alphabetOf = (place: string): string => {
  if (place === 'A') return letters
  if (place === '9') return '0123456789'
  return place === '*' ? germanCharacters : place
}

const spaces = new Map<string, number>()

const spaceOf = (pattern: string): number => {
  let space = spaces.get(pattern)
  if (space === undefined) {
    space = [...pattern].reduce((product, place) => product * alphabetOf(place).length, 1)
    spaces.set(pattern, space)
  }
  return space
}

const write = (value: number, pattern: string): string => {
  let rest = value
  let number = ''
  for (let at = pattern.length - 1; at >= 0; at -= 1) {
    const alphabet = alphabetOf(pattern.charAt(at))
    number = alphabet.charAt(rest % alphabet.length) + number
    rest = Math.floor(rest / alphabet.length)
  }
  return number
}

const permute = (position: number, space: number, key: number): number => {
  let half = 1
  while (half * half < space) half *= 2
  let value = position
  do value = feistel(value, half, key)
  while (value >= space)
  return value
}

const feistel = (value: number, half: number, key: number): number => {
  let left = Math.floor(value / half)
  let right = value % half
  for (let round = 1; round <= 4; round += 1) {
    const next = (left ^ mix(right ^ mix(key + round))) & (half - 1)
    left = right
    right = next
  }
  return left * half + right
}
