import type { Model, NameWeights } from '../model.ts'
import type { PersonName } from '../types.ts'
import {
  type Alignment,
  alignNames,
  createShape,
  maxNameWords,
  type NameShape,
  wordKinds
} from './align-names.ts'
import { isEcho } from './echo.ts'
import { joinsOf } from './joined-words.ts'
import {
  type Characters,
  charactersOf,
  compareCharacters,
  type OriginalFinding
} from './original-name.ts'
import { type NameWord, type ParsedName, parseName } from './parse-name.ts'
import { resemble } from './resembling.ts'
import { respelling } from './respelling.ts'
import { wordLikeness } from './similarity.ts'
import { createLexicon, type Lexicon, type Word } from './word.ts'

/** A parsed name with the numbers that alignment works on. */
export interface ShapedName extends ParsedName {
  readonly shape: NameShape
  readonly characters: Characters
}

/** The best agreement between any of the traveller's names and any listed one. */
export interface NameAgreement {
  readonly alignment: Alignment
  readonly weight: number
  readonly traveller: ShapedName
  readonly listed: ShapedName
  /** What speaks most for any two names in Chinese characters, whether or not they are these; undefined without such names. */
  readonly original: OriginalAgreement | undefined
}

/** Two names as they are written in Chinese characters. */
export interface OriginalAgreement extends OriginalFinding {
  readonly traveller: ShapedName
  readonly listed: ShapedName
}

/** Parses names and works out their shapes. */
export const shapeNames = (names: readonly PersonName[], lexicon: Lexicon): ShapedName[] =>
  names
    .flatMap(name => parseName(name, lexicon))
    .map(parsed => ({
      ...parsed,
      shape: shapeOf(parsed.words, lexicon),
      characters: charactersOf(parsed.text)
    }))

/**
 * How alike two bare names are, 0 to 1, in either order; the policy's `nameThreshold` is where they count as one person's. A pair has no
 * population behind it, so what counts is how much of the attainable evidence is missing, and a little how much more the longer name says.
 */
export const compareNames = (a: PersonName, b: PersonName, model: Model): number => {
  const lexicon = createLexicon(model.word)
  const bare = withoutPopulation(model)
  const [one, other] = [shapeNames([a], lexicon), shapeNames([b], lexicon)]
  // A word too many costs a traveller more than a list; of a bare pair neither is the traveller's.
  return Math.max(likenessOfNames(one, other, bare), likenessOfNames(other, one, bare))
}

/** That a word is in no table makes it no typing error where nobody else is listed. */
const withoutPopulation = (model: Model): Model => {
  const { related, ...respelled } = model.name.respelled
  return {
    ...model,
    name: { ...model.name, respelled: { ...respelled, related, unknown: related } }
  }
}

const likenessOfNames = (
  travellers: readonly ShapedName[],
  listed: readonly ShapedName[],
  model: Model
): number => {
  const best = bestAgreement(travellers, listed, model)
  if (best === undefined || !agreesInFull(best)) return 0
  const own = selfWeight(best.traveller, model.name)
  const other = selfWeight(best.listed, model.name)
  const missing =
    Math.min(own, other) -
    best.weight -
    (best.original?.weight ?? 0) * charactersCount +
    Math.abs(own - other) * longerCounts +
    best.alignment.contradictions * contradictionCounts
  const evidence = (toleratedMissing - missing) / steepness
  const odds = model.nameThreshold / (1 - model.nameThreshold)
  return 1 / (1 + Math.exp(-evidence) / odds)
}

// Fitted by hand on all public pairs at hand: see docs/matching.md.
const longerCounts = 0.1
// Nothing else speaks for a bare pair that contradicts itself.
const contradictionCounts = 1
// Nor is there a birth date to tell namesakes apart, as characters do.
const charactersCount = 2.5
const toleratedMissing = 8.25
const steepness = 2.5

/** Single letters and particles alone are not likeness: N.N. is not Nursultan Nazarbayev. */
const agreesInFull = ({ alignment, traveller, listed }: NameAgreement): boolean =>
  alignment.pairs.some(
    (l, t) =>
      l >= 0 &&
      traveller.shape.kind[t] === wordKinds.full &&
      listed.shape.kind[l] === wordKinds.full
  )

/** The pair of names that agrees best; undefined when either side has no name. */
export const bestAgreement = (
  travellers: readonly ShapedName[],
  listed: readonly ShapedName[],
  { name: weights, originalName }: Pick<Model, 'name' | 'originalName'>
): NameAgreement | undefined => {
  let best: Omit<NameAgreement, 'original'> | undefined
  let original: OriginalAgreement | undefined
  for (const traveller of travellers) {
    for (const other of listed) {
      const alignment = alignShaped(traveller, other, weights)
      const weight = nameWeight(alignment, other.weak, weights)
      if (best === undefined || weight > best.weight) {
        best = { alignment, weight, traveller, listed: other }
      }
      const found = compareCharacters(
        traveller.characters,
        other.characters,
        isComplete(alignment),
        originalName
      )
      if (found !== undefined && (original === undefined || found.weight > original.weight)) {
        original = { ...found, traveller, listed: other }
      }
    }
  }
  return best && { ...best, original }
}

/** Every word of both names agrees. */
const isComplete = ({ travellerLeft, listedLeft }: Alignment): boolean =>
  travellerLeft + listedLeft === 0

/** The weight of an alignment, less for a weak alias. */
export const nameWeight = (alignment: Alignment, weak: boolean, weights: NameWeights): number =>
  weak && alignment.weight > 0
    ? Math.max(0, alignment.weight + weights.weakAlias)
    : alignment.weight

/** Which of two names may be cut off, so that its words may be the beginnings of the other's. */
export interface CutOff {
  readonly traveller: boolean
  readonly listed: boolean
}

export const nothingCutOff: CutOff = { traveller: false, listed: false }

/** Likeness of two name words over all their spellings. */
export const likenessOfWords = (
  traveller: NameWord,
  listed: readonly Word[],
  cutOff: CutOff,
  weights: NameWeights
): number => {
  let best = 0
  for (const a of traveller.spellings) {
    for (const b of listed) {
      best = Math.max(best, likenessOfSpellings(a, b, cutOff, weights))
      if (best === 1) return 1
    }
  }
  return best
}

/** Likeness of two spellings; a single letter is like every word that it begins, and one cut off too. */
export const likenessOfSpellings = (
  a: Word,
  b: Word,
  cutOff: CutOff,
  weights: NameWeights
): number => {
  const shorter = Math.min(a.text.length, b.text.length)
  if (shorter === 1) return a.text.charCodeAt(0) === b.text.charCodeAt(0) ? 1 : 0
  const likeness = wordLikeness(a, b, weights.likeness)
  if (shorter < 3 || likeness >= weights.likeness.cutOff || isEcho(a.text) || isEcho(b.text))
    return likeness
  const begins =
    (cutOff.traveller && b.text.startsWith(a.text)) || (cutOff.listed && a.text.startsWith(b.text))
  return begins ? weights.likeness.cutOff : likeness
}

/** Shapes the words of one name. */
export const shapeOf = (words: readonly NameWord[], lexicon: Lexicon): NameShape => {
  const shape = createShape()
  shape.count = Math.min(words.length, maxNameWords)
  for (let at = 0; at < shape.count; at++) {
    const word = words[at]
    if (word === undefined) continue
    shape.weight[at] = word.light ? lexicon.particle : lexicon.weightOf(word.spellings[0])
    shape.role[at] = word.role
    shape.known[at] = lexicon.isKnown(word.spellings[0]) ? 1 : 0
    shape.kind[at] = kindOf(word)
  }
  return shape
}

const kindOf = (word: NameWord): number => {
  if (word.spellings[0].text.length === 1) return wordKinds.initial
  return word.light ? wordKinds.light : wordKinds.full
}

const alignShaped = (
  traveller: ShapedName,
  listed: ShapedName,
  weights: NameWeights
): Alignment => {
  const cutOff = { traveller: traveller.cutOff, listed: listed.cutOff }
  const likenessAt = (t: number, l: number): number => {
    const [a, b] = [traveller.words[t], listed.words[l]]
    return a && b ? likenessOfWords(a, b.spellings, cutOff, weights) : 0
  }
  const textOf = (name: ShapedName, at: number): string => name.words[at]?.spellings[0].text ?? ''
  const joins = joinsOf(
    at => textOf(traveller, at),
    at => textOf(listed, at)
  )
  const respelledAt = (t: number, l: number): number => {
    const [a, b] = [traveller.words[t], listed.words[l]]
    if (a === undefined || b === undefined) return 0
    const isCut = (cutOff.traveller && begins(a, b)) || (cutOff.listed && begins(b, a))
    // MARIA may be what is left of MARIANNE.
    return weights.respelled[isCut ? 'related' : respelling(a, b, traveller.shape.known[t] === 1)]
  }
  const resembleAt = (t: number, l: number): boolean => {
    const [a, b] = [traveller.words[t], listed.words[l]]
    return a !== undefined && b !== undefined && resemble(a, b)
  }
  const isCutOff = cutOff.traveller || cutOff.listed
  const { shape } = traveller
  return alignNames(
    shape,
    listed.shape,
    likenessAt,
    respelledAt,
    joins,
    resembleAt,
    isCutOff,
    weights
  )
}

const begins = (word: NameWord, longer: NameWord): boolean =>
  word.spellings.some(one => longer.spellings.some(other => other.text.startsWith(one.text)))

const selfWeight = (name: ShapedName, weights: NameWeights): number =>
  alignShaped(name, name, weights).weight
