/**
 * Two coarser spellings of a romanised word (A–Z).
 *
 * Soft fold: letters that stand for like sounds become one (B=P, D=T=TH, C=K=Q=G=GH, S=Z=SH=CH=TS=ZH, V=F=PH, KH=H;
 * A=E, I=Y, O=U), doubles and runs of vowels collapse. MOHAMMED, MUHAMMAD → MUHAMAT; TCHAIKOVSKY, CHAIKOWSKI → SAKUFSKI.
 * Skeleton: the fold's consonants after a mark for a leading vowel. HUSSEIN, HSN → HSN.
 */
const A = 65
const isVowel = (code: number): boolean =>
  code === 65 || code === 69 || code === 73 || code === 79 || code === 85 || code === 89

const consonantClass = 'APKTAFKHAJKLMNAPKRSTAFFSAS'
const vowelClass = 'A   A   I     U     U   I '

/** The soft fold of a word in capital letters A–Z. */
export const foldWord = (word: string): string => {
  let folded = ''
  let last = ''
  let inVowels = false
  for (let at = 0; at < word.length; ) {
    const code = word.charCodeAt(at)
    if (actsAsVowel(word, at, code)) {
      if (!inVowels) {
        last = vowelClass[code === 87 ? 20 : code - A] ?? 'A'
        folded += last
      }
      inVowels = true
      at++
      continue
    }
    inVowels = false
    const [sound, length] = readConsonant(word, at, code)
    if (sound !== '' && sound !== last) folded += sound
    if (sound !== '') last = sound.charAt(sound.length - 1)
    at += length
  }
  return folded === '' ? word.slice(0, 1) : folded
}

/** The consonants of a folded word, with A for a leading vowel. */
export const skeletonOf = (folded: string): string => {
  let skeleton = ''
  for (let at = 0; at < folded.length; at++) {
    const letter = folded.charAt(at)
    const skipped = letter === 'A' || letter === 'I' || letter === 'U' || letter === 'H'
    if (at === 0) skeleton += letter === 'I' || letter === 'U' ? 'A' : letter
    else if (!skipped) skeleton += letter
  }
  return skeleton
}

const actsAsVowel = (word: string, at: number, code: number): boolean => {
  if (code === 87) {
    const next = word.charCodeAt(at + 1)
    return at > 0 && !isVowel(next) && next !== 83 // -OWSKI sounds like -OVSKI
  }
  if (!isVowel(code)) return false
  if (code !== 73 && code !== 89) return true
  if (!isVowel(word.charCodeAt(at + 1))) return true
  if (at === 0) return false
  const before = word.charCodeAt(at - 1)
  return !(isVowel(before) && before !== 73 && before !== 89)
}

const readConsonant = (word: string, at: number, code: number): readonly [string, number] => {
  const next = word.charCodeAt(at + 1)
  const isH = next === 72
  switch (code) {
    case 67: // C
      if (isH || next === 90) return ['S', 2]
      return [next === 69 || next === 73 || next === 89 ? 'S' : 'K', 1]
    case 68: // D
      if (next === 74) return ['J', 2]
      if (next === 90 && word.charCodeAt(at + 2) === 72) return ['J', 3] // DZH: DZHAMAL, JAMAL
      return next === 90 ? ['S', 2] : ['T', isH ? 2 : 1]
    case 72: // H is silent unless a vowel follows: JOHN, JON
      return [isVowel(next) ? 'H' : '', 1]
    case 73: // I
    case 89: // Y
      return ['J', 1]
    case 75: // K
      return isH ? ['H', 2] : ['K', 1]
    case 80: // P
      return isH ? ['F', 2] : ['P', 1]
    case 84: // T
      if (next === 83 && word.charCodeAt(at + 2) === 72) return ['S', 3] // TSH
      if (next === 83 || next === 90) return ['S', 2]
      if (next === 67 && word.charCodeAt(at + 2) === 72) return ['S', 3]
      return ['T', isH ? 2 : 1]
    case 88: // X
      return [at === 0 ? 'S' : 'KS', 1]
    default:
      return [
        consonantClass[code - A] ?? '',
        isH && code !== 76 && code !== 77 && code !== 78 ? 2 : 1
      ]
  }
}
