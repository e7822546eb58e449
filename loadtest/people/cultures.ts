import { ethiopian, nigerian } from './cultures/african.ts'
import { arabic } from './cultures/arabic.ts'
import { chinese, japanese, korean } from './cultures/east-asian.ts'
import { greek, russians, turkish, ukrainian } from './cultures/eastern.ts'
import { english } from './cultures/english.ts'
import { hispanic, portuguese } from './cultures/iberian.ts'
import { hebrew, persian } from './cultures/middle-east.ts'
import { czech, nordic, polish } from './cultures/northern-central.ts'
import { indian, pakistani } from './cultures/south-asian.ts'
import { indonesian, vietnamese } from './cultures/south-east-asian.ts'
import { dutch, french, german } from './cultures/western.ts'
import { type Random, weighted } from './random.ts'
import type { Culture } from './types.ts'

/** A country of a culture with the places where its people are born. */
export interface Home {
  readonly country: string
  readonly places: readonly string[]
}

/** Every culture that people are made of. */
export const cultures: readonly Culture[] = [
  english,
  hispanic,
  chinese,
  arabic,
  indian,
  french,
  german,
  russians,
  pakistani,
  portuguese,
  nigerian,
  turkish,
  polish,
  persian,
  japanese,
  korean,
  vietnamese,
  indonesian,
  ukrainian,
  nordic,
  dutch,
  czech,
  greek,
  hebrew,
  ethiopian
]

/** One culture, in proportion to its share among travellers. */
export const drawCulture: (random: Random) => Culture = weighted(
  cultures.map(culture => [culture, culture.weight])
)

/** One of the countries in which people of this culture live. */
export const drawHome = (culture: Culture, random: Random): Home =>
  (homes.get(culture) ?? readHomes(culture))(random)

/** Other usual Latin spellings of one word of a name, in lower case: mohamed → mohammed, … */
export const otherSpellings = (word: string): readonly string[] =>
  spellings.get(word.toLowerCase()) ?? []

const readHomes = (culture: Culture): ((random: Random) => Home) =>
  weighted(
    culture.countries
      .trim()
      .split(/\s+/)
      .map(text => {
        const [country = '', weight = '1', places = ''] = text.split(':')
        return [
          { country, places: places.replaceAll('_', ' ').split(',') },
          Number(weight)
        ] as const
      })
  )

const homes = new Map(cultures.map(culture => [culture, readHomes(culture)]))

const collectSpellings = (): ReadonlyMap<string, readonly string[]> => {
  const groups = new Map<string, Set<string>>()
  const words = cultures.flatMap(({ stocks }) => stocks.flatMap(stock => stock.words))
  for (const { spellings: alike = [] } of words) {
    for (const spelling of alike) {
      const key = spelling.toLowerCase()
      const group = groups.get(key) ?? new Set()
      for (const other of alike) if (other !== spelling) group.add(other)
      groups.set(key, group)
    }
  }
  return new Map([...groups].map(([key, group]) => [key, [...group]]))
}

const spellings = collectSpellings()
