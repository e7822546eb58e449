import { parse } from 'node:path'
import type { IndexEntry } from '#matchers/index.ts'
import { birthDateDifferences } from '../people/birth-date-differences.ts'
import { people, take } from '../people/people.ts'
import { createRandom, type Random } from '../people/random.ts'
import type { HeldOut, HeldOutCase } from './held-out-cases.ts'
import { readTransliterations } from './transliterations.ts'

const wanted = 400

/**
 * Persons of one name, listed in Latin letters, who travel under the same word in another script; all else of them is invented. One birth date
 * in ten is another, and one nationality in seven.
 */
export const holdOutWords = async (
  path: string,
  seed: number,
  title = parse(path).name
): Promise<HeldOut> => {
  const random = createRandom(seed, `words ${title}`)
  const words: { readonly latin: string; readonly original: string }[] = []
  let read = 0
  // Reservoir sampling (Vitter 1985): each word of the file is as likely to be kept.
  for await (const word of readTransliterations(path)) {
    const at = read < wanted ? read : random.below(read + 1)
    if (at < wanted) words[at] = word
    read++
  }
  const bearers = [...take(people(seed, { series: 3 }), words.length * 2)]
  const cases: HeldOutCase[] = []
  const entries = words.map(({ latin, original }, at): IndexEntry => {
    const { birthDate, sex, nationality } = bearers[at * 2] ?? someone
    const other = bearers[at * 2 + 1] ?? someone
    const id = `${title} ${at}`
    cases.push({
      kind: `${title}: word in its own script`,
      loading: 'all but one',
      id,
      traveller: {
        names: [{ full: original }],
        birthDate: random.chance(0.1) ? oneDigitOff(birthDate, random) : birthDate,
        sex,
        nationalities: [random.chance(0.15) ? other.nationality : nationality]
      }
    })
    return {
      list: 'words',
      id,
      subject: {
        kind: 'person',
        names: [{ full: latin }],
        birthDates: [birthDate],
        sex,
        nationalities: [nationality]
      },
      payload: undefined
    }
  })
  return { loaded: { 'primary only': entries, 'all but one': entries }, cases }
}

/** What files are called in a report: by their names without extension, or by their paths where these are alike. */
export const titlesOf = (paths: readonly string[]): readonly string[] => {
  const names = paths.map(path => parse(path).name)
  return names.map((name, at) =>
    names.indexOf(name) === names.lastIndexOf(name) ? name : (paths[at] ?? name)
  )
}

const someone = { birthDate: '1970-01-02', sex: 'M', nationality: 'GBR' } as const

const oneDigitOff = (date: string, random: Random): string =>
  birthDateDifferences['one digit off'](date, random) ?? date
