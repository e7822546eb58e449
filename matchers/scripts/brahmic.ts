/**
 * Scripts of the Brahmi family share one layout in Unicode: Devanagari's code points plus a multiple of 0x80.
 * A consonant carries an A unless a vowel sign or a virama follows; at the end of a word it is not spoken.
 * Worked example: र + ज + न + ी + क + ा + ं + त → R(A) J(A) NI KA N T → RAJANIKANT.
 */
const vowels = 'A AA I II U UU R L E E E AI O O O AU'.split(' ')
const consonants =
  'K KH G GH NG CH CHH J JH NY T TH D DH N T TH D DH N N P PH B BH M Y R R L L L V SH SH S H'.split(
    ' '
  )
const signs = 'AA I II U UU R R E E E AI O O O AU'.split(' ')
const nuktas = new Map([
  [0x58, 'Q'],
  [0x59, 'KH'],
  [0x5a, 'GH'],
  [0x5b, 'Z'],
  [0x5c, 'R'],
  [0x5d, 'RH'],
  [0x5e, 'F'],
  [0x5f, 'Y']
])
/** Letters that one of the scripts has for itself: consonants, and what is spoken without any vowel after it. */
const ownConsonants = new Map([
  ['ৰ', 'R'],
  ['ৱ', 'W']
])
const ownFinals = new Map(
  'ੰ N|ৎ T|ൔ M|ൕ Y|ൖ L|ൺ N|ൻ N|ർ R|ൽ L|ൾ L|ൿ K'.split('|').map(row => {
    const [letter = '', reading = ''] = row.split(' ')
    return [letter, reading] as const
  })
)
const first = 0x0900
const last = 0x0d7f

/** True when the word is written in Devanagari or one of its eight sister scripts. */
export const isBrahmic = (word: string): boolean => {
  const code = word.codePointAt(0) ?? 0
  return code >= first && code <= last
}

/**
 * The Latin readings of a word in a script of the Brahmi family; AY is AI too, as in NAYAR and NAIR, NARAYAN and NARAIN, and J with NY
 * is spoken GY or GN: GYANENDRA, YAGNESH.
 */
export const readBrahmic = (word: string): string[] => {
  const written = spell(word)
  const [reading, other] = [written.replaceAll('JNY', 'GY'), written.replaceAll('JNY', 'GN')]
  return [reading, reading.replaceAll(/AY(?:A(?=[^AEIOU])|(?![AEIOU]))/g, 'AI'), other]
}

const spell = (word: string): string => {
  let reading = ''
  let pending = false
  for (const letter of word) {
    const offset = ((letter.codePointAt(0) ?? 0) - first) & 0x7f
    const sign = offset >= 0x3e && offset <= 0x4c ? signs[offset - 0x3e] : undefined
    const consonant =
      ownConsonants.get(letter) ??
      (offset >= 0x15 && offset <= 0x39 ? consonants[offset - 0x15] : nuktas.get(offset))
    if (sign !== undefined) {
      reading += sign
      pending = false
      continue
    }
    if (offset === 0x4d) {
      pending = false
      continue
    }
    if (offset === 0x3c) continue
    if (pending) reading += 'A'
    pending = consonant !== undefined
    const own = ownFinals.get(letter)
    if (consonant !== undefined) reading += consonant
    else if (own !== undefined) reading += own
    else if (offset === 0x01 || offset === 0x02) reading += 'N'
    else if (offset === 0x03) reading += 'H'
    else if (offset >= 0x05 && offset <= 0x14) reading += vowels[offset - 0x05] ?? ''
  }
  return reading.replaceAll('AA', 'A').replaceAll('II', 'I').replaceAll('UU', 'U')
}
