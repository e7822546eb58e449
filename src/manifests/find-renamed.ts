import { type EarlierPerson, findEarlier, type OnFlight } from './earlier.ts'
import { numbersOf } from './identity.ts'
import { everybodyOn } from './manifest.ts'
import type { Person } from './person.ts'
import { tellApart } from './tell-apart.ts'
import type { Found } from './who-is-meant.ts'

/**
 * Those whom a change describes by reservation under another name than before, newest first, by ordinal: the only one of the
 * reservation whom nobody else on the message means, and whose document, or birth date, is the same. What is not certain is left out.
 */
export const findRenamed = async (
  flight: OnFlight,
  found: Found<EarlierPerson>
): Promise<Found<EarlierPerson>> => {
  const unknown = everybodyOn(flight.message).filter(
    person => isByName(person) && found.get(person.ordinal)?.length === 0
  )
  if (unknown.length === 0) return new Map()
  const meant = new Set([...found.values()].flat().map(placeOf))
  const members = await membersOf(flight, unknown)
  const likely = unknown.flatMap(person => {
    const others = members.get(person.locator)?.filter(({ place }) => !meant.has(place)) ?? []
    const [who, ...more] = tellApart(others.filter(likeTo(person)).map(({ listed }) => listed))
    const [newest] = who ?? []
    return newest && more.length === 0 ? [{ ordinal: person.ordinal, who, newest }] : []
  })
  const claims = Map.groupBy(likely, ({ newest }) => placeOf(newest))
  return new Map(
    [...claims.values()].flatMap(([first, ...others]) =>
      first?.who && others.length === 0 ? [[first.ordinal, first.who] as const] : []
    )
  )
}

const placeOf = ({ list, person }: EarlierPerson) => `${list}/${person.ordinal}`

const isByName = ({ reference, locator, names }: Person) =>
  !reference && locator !== undefined && names.length > 0

/** One of a reservation, with what tells whether another message means the same person. */
interface Member {
  readonly listed: EarlierPerson
  readonly place: string
  readonly numbers: readonly string[]
  readonly born: string | undefined
}

/** Everybody in the reservations of these persons, by locator. */
const membersOf = async (flight: OnFlight, persons: readonly Person[]) => {
  const byLocator = new Map(persons.map(person => [person.locator, asReservation(person)]))
  const message = { ...flight.message, persons: [...byLocator.values()], unreadable: [] }
  const found = await findEarlier({ ...flight, message })
  return new Map(
    [...byLocator].map(([locator, { ordinal }]) => [locator, found.get(ordinal)?.map(toMember)])
  )
}

const asReservation = (person: Person): Person => {
  const { birth: _, ...rest } = person
  return { ...rest, sent: { given: [] }, names: [], documents: [] }
}

const toMember = (listed: EarlierPerson): Member => ({
  listed,
  place: placeOf(listed),
  numbers: numbersOf(listed.person),
  born: dayOfBirth(listed.person)
})

/** Two documents tell more than one birth date: twins have the same. */
const likeTo = (described: Person) => {
  const own = numbersOf(described)
  return ({ numbers, born }: Member): boolean =>
    own.length > 0 && numbers.length > 0
      ? own.some(number => numbers.includes(number))
      : born !== undefined && born === dayOfBirth(described)
}

const dayOfBirth = ({ birth }: Person) => (birth?.precision === 'day' ? birth.value : undefined)
