import { drawBirthDate } from './birth-dates.ts'
import { drawCulture, drawHome } from './cultures.ts'
import { passportNumber, type Series } from './passports.ts'
import { createRandom, type Random } from './random.ts'
import type { Person, Sex } from './types.ts'

/** Which stream of people. */
export interface PeopleOptions {
  /** Streams of one seed with different series share no passport number. */
  readonly series?: Series
  /** The day on which ages are counted; no clock is read. */
  readonly today?: string
  readonly ages?: readonly [youngest: number, oldest: number]
}

/** The day on which ages are counted unless the caller names another. */
export const defaultToday = '2026-11-01'

const emigrants = 0.06

/** People who do not exist, without end: the same seed gives the same people on every machine. */
export function* people(
  seed: number,
  { series = 0, today = defaultToday, ages }: PeopleOptions = {}
): Generator<Person, never> {
  const random = createRandom(seed, `people ${series}`)
  const issued = new Map<string, number>()
  for (;;) {
    const person = drawPerson(random, today, ages)
    const serial = issued.get(person.nationality) ?? 0
    issued.set(person.nationality, serial + 1)
    const number = passportNumber(seed, person.nationality, series, serial)
    yield { ...person, passport: { type: 'P', number, issuer: person.nationality } }
  }
}

/** The first `count` of a generator. */
export function* take<T>(items: Iterable<T>, count: number): Generator<T> {
  if (count <= 0) return
  let taken = 0
  for (const item of items) {
    yield item
    taken += 1
    if (taken >= count) return
  }
}

/** A person without a passport, for streams that number passports themselves. */
export const drawPerson = (
  random: Random,
  today = defaultToday,
  ages?: readonly [number, number]
): Omit<Person, 'passport'> => {
  const culture = drawCulture(random)
  const sex: Sex = random.chance(0.54) ? 'M' : 'F'
  const home = drawHome(culture, random)
  return {
    names: culture.name(random, sex),
    birthDate: drawBirthDate(random, today, culture.placeholderBirthdays, ages),
    sex,
    nationality: random.chance(emigrants)
      ? drawHome(drawCulture(random), random).country
      : home.country,
    birthPlace: random.pick(home.places),
    culture: culture.culture
  }
}
