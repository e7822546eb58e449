import { kunya } from './cultures/arabic.ts'
import { nicknames } from './cultures/english.ts'
import { otherSpellings } from './cultures.ts'
import { people } from './people.ts'
import { createRandom, type Random, weighted } from './random.ts'
import type { EntryDocument, EntryName, ListedEntry, Person, ScriptName } from './types.ts'

/** How large a list. */
export interface WatchlistOptions {
  readonly seed: number
  /** How many entries describe a person. */
  readonly persons: number
  /** How many entries describe a lost, stolen or revoked document. */
  readonly documents: number
}

/**
 * A watchlist as agencies would send it, persons and documents mixed evenly. The n-th person and
 * the n-th document of a seed are the same whatever the sizes.
 */
export function* watchlistEntries(options: WatchlistOptions): Generator<ListedEntry> {
  const { seed, persons, documents } = options
  const listed = listedPersons(seed)
  const lost = lostDocuments(seed)
  const total = persons + documents
  for (let at = 0, made = 0; at < total; at += 1) {
    const personsDue = Math.ceil(((at + 1) * persons) / total)
    if (personsDue > made) {
      made += 1
      yield listed.next().value
    } else yield lost.next().value
  }
}

/** Instructions of person entries and how often they occur. */
const personInstruction = weighted([
  ['arrest', 14],
  ['refuse_entry', 22],
  ['refer_second_line', 30],
  ['locate', 8],
  ['protect', 5],
  ['discreet_check', 6],
  ['inquiry_check', 4],
  ['specific_check', 6],
  ['inform_only', 5]
] as const)
const documentInstruction = weighted([
  ['seize_document', 85],
  ['refer_second_line', 15]
] as const)
const documentStatus = weighted([
  ['lost', 55],
  ['stolen', 35],
  ['revoked', 10]
] as const)
const warnings = ['armed', 'violent', 'escape_risk', 'suicide_risk', 'contagious'] as const

function* listedPersons(seed: number): Generator<ListedEntry, never> {
  const random = createRandom(seed, 'listed persons')
  let count = 0
  for (const person of people(seed, { series: 0, ages: [15, 85] })) {
    count += 1
    yield personEntry(`P${String(count).padStart(7, '0')}`, person, random)
  }
  throw new Error('people never end')
}

function* lostDocuments(seed: number): Generator<ListedEntry, never> {
  const random = createRandom(seed, 'listed documents')
  let count = 0
  for (const { passport } of people(seed, { series: 2 })) {
    count += 1
    yield {
      id: `D${String(count).padStart(7, '0')}`,
      revision: 1,
      kind: 'document',
      documents: [{ ...passport, status: documentStatus(random) }],
      instruction: documentInstruction(random),
      handling: 'H0'
    }
  }
  throw new Error('people never end')
}

const personEntry = (id: string, person: Person, random: Random): ListedEntry => {
  const instruction = personInstruction(random)
  const birthDates = listedBirthDates(person.birthDate, random)
  const documents: EntryDocument[] = random.chance(0.35) ? [person.passport] : []
  return {
    id,
    revision: 1,
    kind: 'person',
    names: listedNames(person, random),
    ...(birthDates.length > 0 ? { birthDates } : {}),
    ...(random.chance(0.93) ? { sex: person.sex } : {}),
    ...(random.chance(0.94) ? { nationalities: [person.nationality] } : {}),
    ...(random.chance(0.5) ? { birthPlaces: [person.birthPlace] } : {}),
    ...(documents.length > 0 ? { documents } : {}),
    instruction,
    ...(random.chance(0.08) ? { warnings: [random.pick(warnings)] } : {}),
    ...(instruction === 'discreet_check' && random.chance(0.5) ? { covert: true } : {}),
    handling: 'H0'
  }
}

/** About 10 % year only, 3 % a span of years, 4 % not known. */
const listedBirthDates = (
  birthDate: string,
  random: Random
): ListedEntry['birthDates'] & object => {
  const year = Number(birthDate.slice(0, 4))
  const kind = random.fraction()
  if (kind < 0.1) return [String(year)]
  if (kind < 0.13) {
    const from = year - random.below(4)
    return [{ from: String(from), to: String(from + 3) }]
  }
  return kind < 0.17 ? [] : [birthDate]
}

/** The Latin name, the native one for half of those who have one, sometimes aliases. */
const listedNames = (person: Person, random: Random): EntryName[] => {
  const [latin, native] = person.names
  if (!latin) return []
  const names = [entryName(latin, 'strong', random)]
  if (native && random.chance(0.5)) names.push(entryName(native, 'strong', random))
  if (random.chance(0.2)) {
    const given = respelled(latin.given ?? '', random)
    const family = respelled(latin.family ?? '', random)
    if (given !== latin.given || family !== latin.family) {
      names.push(entryName(scriptName('Latn', given, family), 'strong', random))
    }
  }
  if (random.chance(0.06)) names.push(...weakAlias(person, latin, random))
  return names
}

const weakAlias = (person: Person, latin: ScriptName, random: Random): EntryName[] => {
  if (person.culture === 'arabic') {
    return [{ full: kunya(random).latin, quality: 'weak', script: 'Latn' }]
  }
  const nickname = nicknames[latin.given?.split(' ')[0] ?? '']
  return nickname ? [{ full: nickname, quality: 'weak', script: 'Latn' }] : []
}

const respelled = (words: string, random: Random): string =>
  words
    .split(' ')
    .map(word => {
      const others = otherSpellings(word)
      return others.length > 0 && random.chance(0.8) ? random.pick(others) : word
    })
    .join(' ')

const scriptName = (script: string, given: string, family: string): ScriptName => ({
  ...(family === '' ? {} : { family }),
  ...(given === '' ? {} : { given }),
  script
})

/** A quarter of the lists keep a name as one string, a third write surnames in capitals. */
const entryName = (
  { family, given, script }: ScriptName,
  quality: 'strong' | 'weak',
  random: Random
): EntryName => {
  const surname = random.chance(1 / 3) ? family?.toUpperCase() : family
  if (random.chance(0.25)) {
    const parts = script === 'Hani' || script === 'Hang' ? [surname, given] : [given, surname]
    return { full: parts.filter(part => part !== undefined).join(' '), quality, script }
  }
  return {
    ...(surname === undefined ? {} : { family: surname }),
    ...(given === undefined ? {} : { given }),
    quality,
    script
  }
}
