/**
 * Echo: what is left of a Latin word when it has been written in another script. Seven classes of consonants in lower case, after an
 * `a` where the word begins with none of them; vowels, H, W and Y do not count. Where too few are left, `x` and finer ones.
 *
 *   class  p          t      k        s                   m  n  l
 *   Latin  B P F V    D T    G K Q    S Z J C(E) CH SH    M  N  L R
 *
 * Worked example: VLADIMIR → p l t m l; 弗拉基米尔 fu-la-ji-mi-er and ウラジーミル u-ra-ji-mi-ru come to it by tables of their own.
 * A letter that languages read differently makes further echoes, see `accents`: GEORGE is sls, klk and with a silent R ss.
 */
interface Accent {
  readonly when: RegExp
  readonly softG?: boolean
  readonly softIc?: boolean
  readonly softTh?: boolean
  readonly hardCh?: boolean
  readonly silentJ?: boolean
  readonly hardW?: boolean
  readonly silentR?: boolean
}

const accents: readonly Accent[] = [
  { when: /^/ },
  { when: /G[EIY]|DG/, softG: true },
  { when: /CH/, hardCh: true },
  { when: /J/, silentJ: true },
  { when: /IC$/, softIc: true },
  { when: /W/, hardW: true },
  { when: /TH/, softTh: true },
  { when: /R(?![AEIOUY])/, silentR: true },
  {
    when: /R(?![AEIOUY]).*(G[EIY]|TH)|(G[EIY]|TH).*R(?![AEIOUY])/,
    silentR: true,
    softG: true,
    softTh: true
  },
  { when: /(?=.*W)(?=.*R(?![AEIOUY]))/, silentR: true, hardW: true },
  { when: /(?=.*CH)(?=.*R(?![AEIOUY]))/, silentR: true, hardCh: true }
]

/** Fewer classes are left of too many names; syllables can't tell more, letters can. */
export const leastClasses = { syllables: 3, letters: 4 } as const
const leastSounds = 2

/** The echoes of a Latin word (A–Z); none of a word with too few consonants. */
export const echoesOf = (word: string): readonly string[] => {
  const echoes: string[] = []
  for (const accent of accents) {
    if (!accent.when.test(word)) continue
    const sounds = hear(word, accent)
    const broad = tidy(broadly(sounds))
    const classes = countOf(broad)
    if (classes >= leastClasses.syllables) note(echoes, broad)
    if (classes < leastClasses.letters) note(echoes, fineEcho(sounds))
  }
  return echoes.length === 0 ? noEchoes : echoes.slice() // as long as need be: those of many words are kept
}

const noEchoes: readonly string[] = []

const note = (echoes: string[], echo: string | undefined): void => {
  if (echo !== undefined && !echoes.includes(echo)) echoes.push(echo)
}

/** True for a word that is an echo of another script. */
export const isEcho = (text: string): boolean => text.charCodeAt(0) > 90

/**
 * The echo of sounds: p f t k s m n l r h, and a dot for what is silent or a vowel. F counts as P, R as L and H as nothing, unless fewer
 * than `least` are left: then all count, after an x. NG is N, TS is S, M is N before P and at the end.
 */
export const echoOfSounds = (sounds: string, least: number): string | undefined => {
  const broad = tidy(broadly(sounds))
  return countOf(broad) >= least ? broad : fineEcho(sounds)
}

const fineEcho = (sounds: string): string | undefined => {
  const fine = tidy(sounds)
  return countOf(fine) < leastSounds ? undefined : `x${fine}`
}

const countOf = (echo: string): number => echo.length - (echo.startsWith('a') ? 1 : 0)

/** Sounds as the seven classes. */
export const broadly = (sounds: string): string => {
  let broad = ''
  for (let at = 0; at < sounds.length; at++) {
    const sound = sounds.charAt(at)
    broad += sound === 'f' ? 'p' : sound === 'r' ? 'l' : sound === 'h' ? '.' : sound
  }
  return broad
}

/** Read letter by letter: expressions that replace took as long as everything else about a word. */
const tidy = (sounds: string): string => {
  let kept = sounds.startsWith('.') ? 'a' : ''
  let last = ''
  for (let at = 0; at < sounds.length; at++) {
    const sound = sounds.charAt(at)
    if (sound !== '.' && sound !== last) kept += sound
    last = sound
  }
  let tidied = ''
  for (let at = 0; at < kept.length; at++) {
    const sound = kept.charAt(at)
    const next = kept.charAt(at + 1)
    if (sound === 't' && next === 's') continue
    tidied += sound === 'm' && (next === '' || next === 'p' || next === 'f') ? 'n' : sound
    if (sound === 'n' && next === 'k') at++
  }
  return tidied
}

// Of the letters A to Z that always sound the same, and a dot for the silent ones and vowels.
const plain = '.pkt.fk..sklmn.pkrst.f...s'
const A = 65

const isVowel = (letter: string): boolean => letter !== '' && 'AEIOUY'.includes(letter)

const hear = (word: string, accent: Accent): string => {
  let sounds = ''
  for (let at = 0; at < word.length; ) {
    const [heard, length] = hearAt(word, at, accent)
    sounds += heard
    at += length
  }
  return sounds
}

const hearAt = (word: string, at: number, accent: Accent): readonly [string, number] => {
  const letter = word.charAt(at)
  const next = word.charAt(at + 1)
  const isSoft = next !== '' && 'EIY'.includes(next)
  switch (letter) {
    case 'C':
      if (next === 'H')
        return [accent.hardCh || 'RL'.includes(word.charAt(at + 2) || 'X') ? 'k' : 's', 2]
      if (next === 'K') return ['k', 2]
      return [isSoft || next === 'Z' || (accent.softIc && next === '') ? 's' : 'k', 1]
    case 'S':
    case 'Z':
      if (word.startsWith('CH', at + 1)) return ['s', 3]
      return ['s', 'HZS'.includes(next || 'X') ? 2 : 1]
    case 'T':
      if (next === 'H') return [accent.softTh ? 's' : 't', 2]
      return word.startsWith('CH', at + 1) ? ['s', 3] : ['t', 1]
    case 'D':
      if (next === 'J' || next === 'Z') return ['s', 2]
      return next === 'G' && accent.softG ? ['s', 2] : ['t', 1]
    case 'G':
      return [accent.softG && isSoft ? 's' : 'k', 1]
    case 'H':
      return [isVowel(next) ? 'h' : '.', 1]
    case 'K':
      return next === 'H' ? ['k', 2] : ['k', 1]
    case 'P':
      return next === 'H' ? ['f', 2] : ['p', 1]
    case 'J':
      return [accent.silentJ ? '.' : 's', 1]
    case 'W':
      return [accent.hardW ? 'f' : '.', 1]
    case 'X':
      return [at === 0 ? 's' : 'ks', 1]
    case 'R':
      return [accent.silentR && !isVowel(next) ? '.' : 'r', 1]
    default:
      return [plain.charAt(letter.charCodeAt(0) - A) || '.', 1]
  }
}
