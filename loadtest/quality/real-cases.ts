import type {
  IndexEntry,
  ListedBirthDate,
  ListedDocument,
  ListedName,
  PersonName,
  Traveller
} from '#matchers/index.ts'
import { createRandom, hashText, type Random } from '../people/random.ts'
import { travellers } from '../people/travellers.ts'
import { wrongNumbers } from './wrong-numbers.ts'

/** What a search must do with the entry that it was made from. */
export type Expected = 'first' | 'refer' | 'document'

/** A traveller made from a listed person, and what must come of it. */
export interface RealCase {
  readonly kind: string
  readonly expected: Expected
  readonly traveller: Traveller
  readonly entry: IndexEntry
  /** True in the half on which weights were tuned; split by person. */
  readonly isDevelopment: boolean
}

/** Travellers made from the persons of a real list, kind by kind. */
export function* realCases(entries: readonly IndexEntry[], seed: number): Generator<RealCase> {
  const random = createRandom(seed, 'real cases')
  const strangers = travellers({ seed, withDocument: 0 })
  for (const entry of entries) {
    const { subject } = entry
    if (subject.kind !== 'person') continue
    const isDevelopment = hashText(`${seed} ${entry.list} ${entry.id}`) % 2 === 0
    const of = (kind: string, expected: Expected, traveller: Traveller): RealCase => ({
      kind,
      expected,
      traveller,
      entry,
      isDevelopment
    })
    const born = firstDate(subject.birthDates)
    const dated = born === undefined ? {} : { birthDate: born }
    const isFull = born?.length === 10
    const [primary] = subject.names
    if (primary === undefined) continue
    const name = nameOf(primary)
    yield of(born ? 'primary name, birth date' : 'primary name, no date listed', 'first', {
      names: [name],
      ...dated
    })
    for (const alias of subject.names.slice(1)) {
      if (alias.quality === 'weak') continue
      yield of(born ? 'strong alias, birth date' : 'strong alias, no date listed', 'first', {
        names: [nameOf(alias)],
        ...dated
      })
    }
    if (isFull) {
      if (name.family && name.given) {
        const swapped = { family: name.given, given: name.family }
        yield of('swapped', 'refer', { names: [swapped], ...dated })
      }
      yield of('one typing error per word', 'refer', {
        names: [mapWords(name, word => mistype(word, random))],
        ...dated
      })
      const dropped = secondGivenDropped(name)
      if (dropped) yield of('second given name dropped', 'refer', { names: [dropped], ...dated })
      yield of('year only', 'refer', { names: [name], birthDate: born.slice(0, 4) })
    }
    for (const document of subject.documents ?? []) {
      const stranger = strangers.next().value as Traveller
      const bearer = { names: stranger.names.slice(0, 1) }
      const issuer = document.issuer ?? subject.nationalities?.[0]
      yield of('listed document, other name', 'document', {
        ...bearer,
        documents: [asShown(document, document.number, issuer)]
      })
      const wrong = wrongNumbers['one character replaced'](document.number, random)
      if (!wrong) continue
      const known = born ? 'birth date' : 'no date listed'
      yield of(`document with one wrong character, other name, ${known}`, 'refer', {
        ...bearer,
        ...dated,
        documents: [asShown(document, wrong, issuer)]
      })
    }
  }
}

const nameOf = ({ full, family, given }: ListedName): PersonName => ({
  ...(full === undefined ? {} : { full }),
  ...(family === undefined ? {} : { family }),
  ...(given === undefined ? {} : { given })
})

/** The first full date listed, else the first of any kind; a span by its first year. */
const firstDate = (dates: readonly ListedBirthDate[] = []): string | undefined => {
  const texts = dates.map(date => (typeof date === 'string' ? date : date.from.slice(0, 4)))
  return texts.find(text => text.length === 10) ?? texts[0]
}

const mapWords = (name: PersonName, change: (word: string) => string): PersonName =>
  Object.fromEntries(
    Object.entries(name).map(([part, text]) => [
      part,
      String(text)
        .split(' ')
        .map(word => change(word))
        .join(' ')
    ])
  )

const secondGivenDropped = (name: PersonName): PersonName | undefined => {
  const words = name.given?.split(' ') ?? []
  return words.length > 1 && name.family ? { ...name, given: words[0] ?? '' } : undefined
}

const letters = 'abcdefghijklmnopqrstuvwxyz'

/** One letter left out, added, replaced or swapped with the next, in words of four letters and more. */
const mistype = (word: string, random: Random): string => {
  if (word.length < 4 || !/^[A-Za-z]+$/.test(word)) return word
  const at = 1 + random.below(word.length - 1)
  const letter = letters.charAt(random.below(26))
  const kind = random.below(4)
  if (kind === 0) return word.slice(0, at) + word.slice(at + 1)
  if (kind === 1) return word.slice(0, at) + letter + word.slice(at)
  const [here, next] = [word.charAt(at), word.charAt(at + 1)]
  if (kind === 2 && next !== '' && next !== here) {
    return word.slice(0, at) + next + here + word.slice(at + 2)
  }
  return word.slice(0, at) + letter + word.slice(at + 1)
}

const asShown = ({ type }: ListedDocument, number: string, issuer: string | undefined) => ({
  ...(type === undefined ? {} : { type }),
  number,
  ...(issuer === undefined ? {} : { issuer })
})
