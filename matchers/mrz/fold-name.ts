/** Latin letters whose capital form in a zone is not just the letter without its accent. */
const letters: Readonly<Record<string, string>> = {
  Ä: 'AE',
  Å: 'AA',
  Æ: 'AE',
  Ð: 'D',
  Đ: 'D',
  Ə: 'A',
  Ħ: 'H',
  ı: 'I',
  Ĳ: 'IJ',
  ĸ: 'Q',
  Ł: 'L',
  Ŋ: 'N',
  Ö: 'OE',
  Ø: 'OE',
  Œ: 'OE',
  ß: 'SS',
  ẞ: 'SS',
  Þ: 'TH',
  Ŧ: 'T',
  Ü: 'UE'
}

/**
 * The words of a Latin name as a zone shows them (Doc 9303 part 3, sections 4.6 and 6 A): the first
 * choice where issuers may choose, apostrophes and full stops dropped, hyphens and commas as blanks.
 */
export const foldName = (name: string): readonly string[] =>
  name
    .normalize('NFC')
    .toUpperCase()
    .replace(/[^A-Z]/gu, char => letters[char] ?? char)
    .normalize('NFKD')
    .replace(/[^A-Z\s,<\p{Pd}]/gu, '')
    .split(/[^A-Z]+/)
    .filter(word => word !== '')

/** Whether all letters of the name are Latin, so that folding it loses nothing. */
export const isLatin = (name: string): boolean => /\p{L}/u.test(name) && !foreign.test(name)

const foreign = /[^\P{L}\p{Script=Latin}]/u
