import type { Random } from './random.ts'

const msPerDay = 86_400_000

/**
 * A birth date of a traveller on the given day (YYYY-MM-DD): most are 18 to 65, fewer are children
 * or old. With the share `placeholders` it is 1 January, as registers write an unknown day.
 */
export const drawBirthDate = (
  random: Random,
  today: string,
  placeholders: number,
  [youngest, oldest]: readonly [number, number] = [0, 92]
): string => {
  const age = drawAge(random, youngest, oldest)
  const birth = dayNumber(today) - Math.floor(age * 365.2425)
  const date = dateOf(birth)
  return random.chance(placeholders) ? `${date.slice(0, 4)}-01-01` : date
}

/** Days since 1970-01-01 of a date. */
export const dayNumber = (date: string): number => Math.floor(Date.parse(date) / msPerDay)

/** The date of a number of days since 1970-01-01. */
export const dateOf = (day: number): string => new Date(day * msPerDay).toISOString().slice(0, 10)

/** The mean of two uniform ages leans to the middle; a third of the people are spread evenly. */
const drawAge = (random: Random, youngest: number, oldest: number): number => {
  const span = oldest - youngest
  if (random.chance(1 / 3)) return youngest + random.fraction() * span
  return youngest + ((random.fraction() + random.fraction()) / 2) * span * 0.85
}
