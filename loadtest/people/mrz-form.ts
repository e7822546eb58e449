/**
 * Names as in the machine-readable zone of a passport (ICAO 9303 part 3, section 6): capitals A–Z,
 * letters with marks written out or without the mark, apostrophes dropped, hyphens a blank, 39
 * characters at most. Müller-Lüdenscheidt, Jörg → MUELLER LUEDENSCHEIDT, JOERG.
 */
import type { TravellerName } from './types.ts'

const writtenOut: Readonly<Record<string, string>> = {
  Ä: 'AE',
  Æ: 'AE',
  Å: 'AA',
  Ö: 'OE',
  Ø: 'OE',
  Ü: 'UE',
  ẞ: 'SS',
  Þ: 'TH',
  Ð: 'D',
  Đ: 'D',
  Ł: 'L',
  İ: 'I',
  I: 'I'
}
const zoneLength = 39

/** The name as the zone has it, cut where it does not fit; other scripts are left out. */
export const mrzForm = ({
  family,
  given
}: {
  readonly family?: string | undefined
  readonly given?: string | undefined
}): TravellerName => {
  const surname = zoneText(family ?? '').slice(0, zoneLength)
  const room = zoneLength - surname.length - 2
  const first = room > 0 ? zoneText(given ?? '').slice(0, room) : ''
  return {
    ...(surname === '' ? {} : { family: surname.trim() }),
    ...(first.trim() === '' ? {} : { given: first.trim() })
  }
}

/** The text in capitals A–Z and blanks. */
export const zoneText = (text: string): string =>
  [...text.normalize('NFC').toUpperCase()]
    .map(letter => writtenOut[letter] ?? withoutMarks(letter))
    .join('')
    .replaceAll(/[-\s]+/g, ' ')
    .replaceAll(/[^A-Z ]/g, '')
    .trim()

/** The text without marks above and below its Latin letters: Müller → Muller, Łódź → Lodz. */
export const withoutMarks = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ł', 'l')
    .replaceAll('Ł', 'L')
    .replaceAll(/[đð]/g, 'd')
    .replaceAll('Đ', 'D')
    .replaceAll('ø', 'o')
    .replaceAll('Ø', 'O')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss')
    .replaceAll('ı', 'i')
