/**
 * Sinhala is written like the scripts of the Brahmi family, in an order of its own, and the A that a last consonant carries is spoken.
 * Worked example: ප ් ර ේ ම ද ා ස → P R E M(A) DA S(A) → PREMADASA.
 */
const lettersFrom = (first: number, readings: string): ReadonlyMap<string, string> =>
  new Map(
    readings.split(' ').map((reading, at) => [String.fromCodePoint(first + at), reading] as const)
  )

const vowels = lettersFrom(0x0d85, 'A A A A I I U U RU RU L L E E AI O O AU')
const signs = lettersFrom(0x0dcf, 'A A A I I U - U - RU E E AI O O AU')
const consonants = lettersFrom(
  0x0d9a,
  'K KH G GH NG NG CH CHH J JH GN GN NJ T T D D N ND TH TH D DH N - ND P PH B BH M MB Y R - L - - W SH SH S H L F'
)
const withoutVowel = '\u0dca'
const nasal = '\u0d82'

/** True when the word is written in Sinhala. */
export const isSinhala = (word: string): boolean => /^[\u0d80-\u0dff]/.test(word)

/** The Latin readings of a Sinhala word: TH is T too, and a nasal before H is NG or N, as in SINGHA and SINHA. */
export const readSinhala = (word: string): string[] => {
  const written = spell(word)
  const usual = written.replaceAll('NH', 'NGH')
  return [usual, usual.replaceAll('TH', 'T'), written]
}

const spell = (word: string): string => {
  let reading = ''
  let carriesA = false
  for (const letter of word) {
    const sign = signs.get(letter)
    if (carriesA && sign === undefined && letter !== withoutVowel) reading += 'A'
    const consonant = consonants.get(letter)
    carriesA = consonant !== undefined
    reading += sign ?? consonant ?? vowels.get(letter) ?? (letter === nasal ? 'N' : '')
  }
  return carriesA ? `${reading}A` : reading
}
