/** How one word of a name stands beside another. */
export interface WordPair {
  readonly traveller?: string
  readonly listed?: string
  readonly how: 'same' | 'transliteration' | 'spelling' | 'initial' | 'cutOff' | 'missing' | 'extra'
  /** The words agree and stand in another place. */
  readonly moved?: true
}

/**
 * Two names word by word, in the order in which they are listed. Only for the eye: the weights are the service's. Undefined where the
 * names have no script in common, since letters say nothing then.
 */
export const alignNames = (traveller: string, listed: string): readonly WordPair[] | undefined => {
  const [ours, theirs] = [wordsOf(traveller), wordsOf(listed)]
  if (!scripts.some(script => script.test(traveller) && script.test(listed))) return undefined
  const pairs = ours
    .flatMap((word, at) => theirs.map((other, on) => ({ at, on, ...likeness(word, other) })))
    .filter(({ likeness: value }) => value > 0)
    .sort((a, b) => b.likeness - a.likeness || Math.abs(a.at - a.on) - Math.abs(b.at - b.on))
  const [taken, matched] = [new Set<number>(), new Map<number, (typeof pairs)[number]>()]
  for (const pair of pairs) {
    if (taken.has(pair.at) || matched.has(pair.on)) continue
    taken.add(pair.at)
    matched.set(pair.on, pair)
  }
  let furthest = -1
  const aligned = theirs.map((word, on): WordPair => {
    const pair = matched.get(on)
    if (!pair) return { listed: word, how: 'missing' }
    const isMoved = pair.at < furthest
    furthest = Math.max(furthest, pair.at)
    return {
      traveller: ours[pair.at] ?? '',
      listed: word,
      how: pair.how,
      ...(isMoved && { moved: true as const })
    }
  })
  const extra = ours
    .filter((_, at) => !taken.has(at))
    .map(word => ({ traveller: word, how: 'extra' as const }))
  return [...aligned, ...extra]
}

const likeness = (a: string, b: string): { likeness: number; how: WordPair['how'] } => {
  const [plainA, plainB] = [fold(a), fold(b)]
  if (plainA === plainB)
    return { likeness: 1, how: a.toLowerCase() === b.toLowerCase() ? 'same' : 'transliteration' }
  if (spelledOut(a) === plainB || plainA === spelledOut(b) || spelledOut(a) === spelledOut(b)) {
    return { likeness: 0.95, how: 'transliteration' }
  }
  const [short, long] = plainA.length < plainB.length ? [plainA, plainB] : [plainB, plainA]
  const isStart = long.startsWith(short)
  const steps = editDistance(plainA, plainB)
  const close = 1 - steps / long.length
  if (isStart && short.length === 1) return { likeness: 0.5, how: 'initial' }
  if (isStart && short.length >= 4 && long.length - short.length > 2)
    return { likeness: 0.8, how: 'cutOff' }
  return close >= 0.6
    ? { likeness: close * 0.9, how: 'spelling' }
    : { likeness: 0, how: 'spelling' }
}

const wordsOf = (name: string) => name.split(/[\s,;./‐-]+/u).filter(Boolean)
const scripts = [
  'Latin',
  'Cyrillic',
  'Greek',
  'Arabic',
  'Hebrew',
  'Armenian',
  'Georgian',
  'Ethiopic',
  'Han',
  'Hangul',
  'Hiragana',
  'Katakana',
  'Thai',
  'Lao',
  'Khmer',
  'Myanmar',
  'Devanagari',
  'Bengali',
  'Gurmukhi',
  'Gujarati',
  'Tamil',
  'Telugu',
  'Kannada',
  'Malayalam',
  'Sinhala'
].map(name => new RegExp(`\\p{Script=${name}}`, 'u'))
const letters: { readonly [letter: string]: string } = {
  ß: 'ss',
  æ: 'ae',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i'
}
const fold = (word: string) =>
  word
    .toLowerCase()
    .replaceAll(/[ßæøłđı]/g, letter => letters[letter] ?? letter)
    .normalize('NFD')
    .replaceAll(/[\p{M}'’]/gu, '')

const spelled: { readonly [letter: string]: string } = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ø: 'oe',
  å: 'aa',
  ñ: 'nn'
}
const spelledOut = (word: string) =>
  fold(
    word
      .toLowerCase()
      .normalize('NFC')
      .replaceAll(/[äöüøåñ]/g, letter => spelled[letter] ?? letter)
  )

/** Levenshtein's distance, one row at a time: kitten → sitting is 3. */
const editDistance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...b].entries()) {
      next.push(
        Math.min(
          (next[j] ?? 0) + 1,
          (row[j + 1] ?? 0) + 1,
          (row[j] ?? 0) + (letter === other ? 0 : 1)
        )
      )
    }
    row = next
  }
  return row.at(-1) ?? 0
}
