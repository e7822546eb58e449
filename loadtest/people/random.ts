/**
 * sfc32 (Chris Doty-Humphrey's Small Fast Counter), seeded by MurmurHash3's finaliser. Integer
 * arithmetic only, so that a seed gives the same people on every machine:
 * createRandom(1, 'people').next() is the same number everywhere and for ever.
 */
export interface Random {
  /** The next 32 random bits as an unsigned integer. */
  next(): number
  /** A number in [0, 1). */
  fraction(): number
  /** An integer in [0, bound). */
  below(bound: number): number
  /** True with the given probability. */
  chance(probability: number): boolean
  /** One of the items, each equally likely. */
  pick<T>(items: readonly T[]): T
}

/** A random source of its own for each seed and label; equal arguments give equal sequences. */
export const createRandom = (seed: number, label = ''): Random => {
  let a = mix(Math.trunc(seed / 2 ** 32) ^ 0x9e3779b9)
  let b = mix((seed >>> 0) ^ 0x243f6a88)
  let c = mix(hashText(label) ^ a)
  let counter = 1
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  for (let round = 0; round < 15; round += 1) next()
  const fraction = () => next() / 4294967296
  const below = (bound: number) => Math.floor(fraction() * bound)
  return {
    next,
    fraction,
    below,
    chance: probability => fraction() < probability,
    pick: items => itemAt(items, below(items.length))
  }
}

/** A choice that returns each item in proportion to its weight. */
export const weighted = <T>(
  choices: readonly (readonly [item: T, weight: number])[]
): ((random: Random) => T) => {
  const sums = new Float64Array(choices.length)
  let total = 0
  choices.forEach(([, weight], index) => {
    total += weight
    sums[index] = total
  })
  const items = choices.map(([item]) => item)
  return random => itemAt(items, firstAbove(sums, random.fraction() * total))
}

/** A 32-bit hash of a text (FNV-1a, finalised), to give every label its own sequence. */
export const hashText = (text: string): number => {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  return mix(hash)
}

/** MurmurHash3's 32-bit finaliser: every bit of the input changes half of the output's. */
export const mix = (value: number): number => {
  let hash = value | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

const firstAbove = (sums: Float64Array, value: number): number => {
  let low = 0
  let high = sums.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sums[middle] ?? 0) > value) high = middle
    else low = middle + 1
  }
  return low
}

const itemAt = <T>(items: readonly T[], index: number): T => {
  if (index >= items.length) throw new RangeError('nothing to pick from')
  return items[index] as T // the index was checked on the line above
}
