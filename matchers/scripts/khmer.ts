/**
 * Khmer consonants belong to one of two series, and vowel signs are spoken by the series of what they stand at. A consonant without a sign
 * ends the syllable before it; where there is none, its series tells its vowel.
 *
 *   ច + ា, ន    CHA N          ព (second series), ត     PO T          វ, ណ + ្ + ណ + ា     VA NNA
 */
const first = 'ក K|ខ KH|ច CH|ឆ CHH|ដ D|ឋ TH|ណ N|ត T|ថ TH|ប B|ផ PH|ស S|ហ H|ឡ L|អ '
const second = 'គ K|ឃ KH|ង NG|ជ CH|ឈ CHH|ញ NH|ឌ D|ឍ TH|ទ T|ធ TH|ន N|ព P|ភ PH|ម M|យ Y|រ R|ល L|វ V'

const parsed = (rows: string): readonly (readonly [string, string])[] =>
  rows.split('|').map(row => [row.slice(0, 1), row.slice(2)])

const consonants = new Map([...parsed(first), ...parsed(second)])
const secondSeries = new Set(parsed(second).map(([letter]) => letter))

/** What ends a syllable otherwise than it begins one. */
const finals = new Map(parsed('ខ K|ឃ K|ឋ T|ឍ T|ថ T|ធ T|ផ P|ភ P|វ O'))

/** Vowel signs as they are spoken in the first and in the second series; none is the vowel of a consonant alone. */
const vowels = new Map<string, readonly [first: string, second: string]>([
  ['', ['A', 'O']],
  ['ា', ['A', 'EA']],
  ['ិ', ['E', 'I']],
  ['ី', ['EY', 'I']],
  ['ឹ', ['OE', 'UE']],
  ['ឺ', ['EU', 'EU']],
  ['ុ', ['O', 'U']],
  ['ូ', ['OU', 'OU']],
  ['ួ', ['UO', 'UO']],
  ['ើ', ['AEU', 'EU']],
  ['ឿ', ['OEA', 'OEA']],
  ['ៀ', ['IE', 'IE']],
  ['េ', ['E', 'E']],
  ['ែ', ['E', 'E']],
  ['ៃ', ['AI', 'EY']],
  ['ោ', ['O', 'O']],
  ['ៅ', ['AO', 'OV']],
  ['័', ['A', 'OA']]
])
const independent = new Map(
  'ឥ E|ឦ EY|ឧ O|ឩ OU|ឪ OV|ឫ RUE|ឬ RUE|ឭ LUE|ឮ LUE|ឯ E|ឰ AI|ឱ O|ឲ O|ឳ AO'.split('|').map(row => {
    const [letter = '', reading = ''] = row.split(' ')
    return [letter, reading] as const
  })
)

const cluster =
  /(?<base>[ក-អ])(?<below>(?:្[ក-អ])*)(?<shift>[៉៊]?)(?<sign>[ា-ៅ័]?)(?<marks>[ំះ់៍៌]*)|(?<own>[ឥ-ឳ])/gu

interface Cluster {
  readonly own: string
  readonly base: string
  readonly below: string
  readonly shift: string
  readonly sign: string
  readonly marks: string
}

const clustersOf = (word: string): readonly Cluster[] =>
  [...word.matchAll(cluster)].map(({ groups = {} }) => {
    const { own = '', base = '', below = '', shift = '', sign = '', marks = '' } = groups
    return { own, base, below: below.replaceAll('្', ''), shift, sign, marks }
  })

/** The Latin readings of a word in Khmer letters: by the series of each consonant, and as if all were of the first. */
export const readKhmer = (word: string): string[] => {
  // A struck letter is not spoken.
  const clusters = clustersOf(word).filter(({ marks }) => !marks.includes('៍'))
  return [spell(clusters, true), spell(clusters, false)]
}

const spell = (clusters: readonly Cluster[], bySeries: boolean): string => {
  let reading = ''
  let isOpen = false
  for (const [at, { own, base, below, shift, sign, marks }] of clusters.entries()) {
    if (own !== '') {
      reading += independent.get(own) ?? ''
      isOpen = true
      continue
    }
    // Of two at the end the first has the vowel, the second ends it: SO VANN.
    const isBeforeLast = at === clusters.length - 2 && isBare(clusters[at + 1])
    if (isOpen && isBare(clusters[at]) && !isBeforeLast) {
      reading += finals.get(base) ?? consonants.get(base) ?? ''
      isOpen = false
      continue
    }
    for (const letter of base + below) reading += consonants.get(letter) ?? ''
    const isSecond = bySeries && (shift === '' ? secondSeries.has(base) : shift === '៊')
    const isNasal = marks.includes('ំ')
    reading += isNasal && sign === '' ? 'O' : (vowels.get(sign)?.[isSecond ? 1 : 0] ?? '')
    if (isNasal) reading += 'M'
    if (marks.includes('ះ')) reading += 'H'
    isOpen = !isNasal
  }
  return reading.replaceAll('BPH', 'PH')
}

const isBare = (of: Cluster | undefined): boolean =>
  of !== undefined && of.own === '' && of.sign === '' && !/[ំះ]/.test(of.marks)
