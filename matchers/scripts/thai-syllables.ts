/**
 * Thai by the Royal Thai General System (RTGS), as far as letters alone tell it.
 *
 * A vowel may be written before its consonant, and an O within a syllable or an A after one not at all: syllables are found first
 * and spelled then.
 *
 *   ไพศาล = ไพ + ศา·ล → PHAI SAN     เจริญ = เ(จร)ิ·ญ → CHA ROEN     โสภณ = โส + ภ(o)·ณ → SO PHON     สมชาย → SOM CHAI
 *
 * Which consonant closes a syllable and which begins the next is a word's history; here it is a few rules about runs of consonants.
 */
/** A syllable with the letters that are heard. */
export interface ThaiSyllable {
  /** Thai consonants, one or a cluster. */
  readonly onset: string
  readonly vowel: string
  /** A Thai consonant, or none. */
  readonly coda: string
}

const marks = 'ะัาำิีึืุู'
const unmarked = `(?![${marks}])`
const liquid = '[กขคตปผพ]ร|[กขคปผพ]ล|[ศสซ]ร|ห[งญณนมยรลว]'
const cluster = `${liquid}|[กขค]ว`
const single = '[ก-ฮ]'
const onset = `(${cluster}|${single})`
/** After a vowel that is written first, W rather closes the syllable: แก้ว KAEO. */
const plainOnset = `(${liquid}|${single})`
/** Consonants that share a written vowel but are two syllables: CHA-ROEN. */
const linked = 'จร|[ฉชตถ]ล'
const linkedOnset = `(${cluster}|${linked}|${single})`

type Kind = 'closed' | 'open' | 'needs coda'

/** How the vowel of a syllable is written around its onset; the first that fits is read. */
const nuclei = (
  [
    [`เ${linkedOnset}ียะ?`, 'IA', 'open'],
    [`เ${linkedOnset}ือะ?`, 'UEA', 'open'],
    [`เ${onset}าะ`, 'O', 'closed'],
    [`เ${onset}า`, 'AO', 'closed'],
    [`เ${linkedOnset}อ${unmarked}`, 'OE', 'open'],
    [`เ${linkedOnset}ิ(?=${single})`, 'OE', 'needs coda'],
    [`เ${onset}ย${unmarked}`, 'OEI', 'closed'],
    [`เ${onset}ะ`, 'E', 'closed'],
    [`แ${onset}ะ`, 'AE', 'closed'],
    [`โ${onset}ะ`, 'O', 'closed'],
    [`เ${plainOnset}${unmarked}`, 'E', 'open'],
    [`แ${plainOnset}${unmarked}`, 'AE', 'open'],
    [`โ${plainOnset}${unmarked}`, 'O', 'open'],
    [`[ไใ]${plainOnset}${unmarked}(?:ย${unmarked})?`, 'AI', 'closed'],
    [`${onset}ัว${unmarked}`, 'UA', 'open'],
    [`${onset}ั`, 'A', 'needs coda'],
    [`${onset}ะ`, 'A', 'closed'],
    [`${onset}า`, 'A', 'open'],
    [`${onset}ำ`, 'AM', 'closed'],
    [`${onset}[ิี]`, 'I', 'open'],
    [`${onset}[ึื](?:อ${unmarked})?`, 'UE', 'open'],
    [`${onset}[ุู]`, 'U', 'open'],
    [`${onset}อ${unmarked}`, 'O', 'open']
  ] as const satisfies readonly (readonly [string, string, Kind])[]
).map(([pattern, vowel, kind]) => ({ pattern: new RegExp(pattern, 'y'), vowel, kind }))

/** The syllables of a Thai word. */
export const syllablesOf = (word: string): ThaiSyllable[] => {
  const text = tidy(word)
  const syllables: ThaiSyllable[] = []
  for (let at = 0; at < text.length; ) {
    const found = nucleusAt(text, at)
    const from = found?.end ?? at
    const run = runAt(text, from)
    const isLast = from + run.length === text.length || text.charAt(from + run.length) === end
    if (found === undefined) {
      const isLeftOver = isLast && run.length === 1 && syllables.length > 0
      if (!isLeftOver) syllables.push(...unwritten(run, isLast))
      at = from + Math.max(1, run.length)
      continue
    }
    const isClosed = found.kind === 'needs coda' ? run !== '' : closes(run, isLast, found)
    const coda = isClosed ? run.charAt(0) : ''
    syllables.push(...withLink({ onset: found.onset, vowel: found.vowel, coda }))
    const next = run.charAt(1) || (isLast ? '' : text.charAt(from + 1))
    // A stop that closes a syllable is heard again before a sonorant: รัตนา RATTANA.
    const isHeardAgain = isStop.test(coda) && isSonorant.test(next) && !(isLast && run.length < 3)
    if (isHeardAgain) syllables.push({ onset: coda, vowel: 'A', coda: '' })
    at = from + coda.length
  }
  return syllables
}

const isStop = /[จชซฎฏฐฑฒดตถทธศษส]/
const isSonorant = /[ญณนมยรลว]/

const nucleusAt = (text: string, at: number) => {
  for (const { pattern, vowel, kind } of nuclei) {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found !== null) return { onset: found[1] ?? '', vowel, kind, end: pattern.lastIndex }
  }
  return undefined
}

/** The consonants from here on that have no vowel of their own. */
const runAt = (text: string, from: number): string => {
  let to = from
  while (/[ก-ฮ]/.test(text.charAt(to)) && nucleusAt(text, to) === undefined) to++
  return text.slice(from, to)
}

/** Whether the first consonant of a run closes the syllable before it. */
const closes = (
  run: string,
  isLast: boolean,
  { vowel, kind }: { readonly vowel: string; readonly kind: Kind }
): boolean => {
  if (kind === 'closed' || run === '') return false
  if (isLast && run.length === 1) return true
  if (isLast && run.length === 2) return isSilentPair.test(run)
  return !(/[รวย]/.test(run.charAt(0)) && (vowel === 'I' || vowel === 'U'))
}

/** The second of these is silent at the end of a word: จิตร CHIT, ศาสตร์ SAT. */
const isSilentPair = /^(?:[ตทช]ร|ญ[จชญ]|น[ทธต]|ณ[ฑฐ]|ส[ตถ]|ษ[ฎฏฐณ]|ก[ตษ]|ทธ|ชญ|ม[พภ]|ง[คฆก])$/

/** Consonants without any written vowel: an O before the last one, A after others. */
const unwritten = (run: string, isLast: boolean): ThaiSyllable[] => {
  const [first = '', second = '', third = ''] = run
  const open = (onset: string, vowel = 'A'): ThaiSyllable => ({ onset, vowel, coda: '' })
  if (run.length < 2) return run === '' ? [] : [open(run)]
  const rest = run.slice(2)
  if (isLink.test(run) && (rest.length > 1 || !isLast)) {
    const vowel = second === 'ร' ? 'O' : 'A'
    return [open(first, vowel), open(second), ...unwritten(rest, isLast)]
  }
  if (run.length === 3) {
    if (second === 'ว' && third !== 'ร') return [{ onset: first, vowel: 'UA', coda: third }]
    if (isLast && isCluster.test(run)) return [{ onset: first + second, vowel: 'O', coda: third }]
  }
  return run.length % 2 === 0
    ? [{ onset: first, vowel: 'O', coda: second }, ...unwritten(rest, isLast)]
    : [open(first), ...unwritten(run.slice(1), isLast)]
}

/** First parts of compounds whose second consonant is a syllable: WORA-, THANA-. */
const isLink = /^(?:[กธวสอ]ร|ธน|นว)/
const isCluster = new RegExp(`^(?:${cluster})`)
const isLinked = new RegExp(`^(?:${linked})$`)

const withLink = (syllable: ThaiSyllable): ThaiSyllable[] =>
  isLinked.test(syllable.onset)
    ? [
        { onset: syllable.onset.charAt(0), vowel: 'A', coda: '' },
        { ...syllable, onset: syllable.onset.charAt(1) }
      ]
    : [syllable]

const end = '.'

/** Without tones and silent letters; a dot stands where letters are silent, since a syllable ends there. */
const tidy = (word: string): string =>
  word
    .replaceAll(/[\u0e47-\u0e4b\u0e2f\u0e46]/g, '')
    .replaceAll('\u0e4d\u0e32', 'ำ')
    .replaceAll(/[ก-ฮ][ิุ]?\u0e4c/g, end)
    .replaceAll(/(?<=[กตทปศส])ฤ/g, 'ริ')
    .replaceAll('ฤา', 'รือ')
    .replaceAll('ฤ', 'รึ')
    .replace(/^ทร(?=[ัา])/, 'ซ')
    .replaceAll(/เกียรติ|พรหม|พงศ(?=[ก-ฮ])/g, known => asSpoken[known] ?? known)
    .replaceAll(/ห(?=[งญนมยรลว]ว[ก-ฮ])/g, '')
    .replaceAll(/(?<=[ัาย]|โช)([ตฒ])[ิุ](?=\.|$)/g, '$1')
    .replaceAll(/(?<=ภู)มิ(?=\.|$)|(?<=วุ)ฒิ(?=\.|$)/g, last => last.charAt(0))
    .replaceAll(/รร([ก-ฮ])(?=\.|$|[เ-ไ]|[ก-ฮ][^ก-ฮ.]|[ก-ฮ]{3})/g, doubledR)
    .replaceAll('รร', 'ัน')

/** What common parts of names would be, were they written as they are spoken. */
const asSpoken: Readonly<Record<string, string>> = {
  เกียรติ: 'เกียติ',
  พรหม: 'โพรม',
  พงศ: 'โพงศะ'
}

/** รร is A before the consonant that closes its syllable, and AN else: วรรณ WAN, กรรณิการ์ KANNIKA. */
const doubledR = (_: string, coda: string): string => `ั${coda}`
