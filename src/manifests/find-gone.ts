import { isSameDay } from './certain-flight.ts'
import { type EarlierPerson, type OnFlight, readFlight } from './earlier.ts'
import { createPersonIndex, type FindNamed } from './index-persons.ts'
import { everybodyOn, type Message, timesOf } from './manifest.ts'
import type { MessageFunction } from './message-function.ts'
import { takenAway } from './taken-away.ts'
import { narrow } from './tell-apart.ts'

/**
 * The places, on earlier lists of the flight, of those whom messages since took away one by one and of whom none said afterwards that
 * they are on board. Who is listed again has a later place, too.
 */
export const findGone = async (flight: OnFlight): Promise<ReadonlySet<string>> => {
  const gone = new Set<string>()
  const listed = createPersonIndex<EarlierPerson>()
  for (const { messages, persons } of (await readFlight(flight)).toReversed()) {
    for (const message of messages) tell(message, listed.find, gone)
    listed.add(persons)
  }
  return gone
}

/** Says of those listed before whether they are gone by this message. */
const tell = (message: Message, find: FindNamed<EarlierPerson>, gone: Set<string>) => {
  if (!aboutTravelling.has(message.function)) return
  const found = new Map(
    everybodyOn(message).map(person => [person.ordinal, narrow(person, find(person).toReversed())])
  )
  if (message.function === 'on_board') {
    for (const { place } of [...found.values()].flat()) gone.delete(place)
    return
  }
  const { persons } = takenAway(message, found, gone)
  for (const { place, flown } of persons) {
    if (isSameDay(timesOf(message), flown)) gone.add(place)
  }
}

const aboutTravelling: ReadonlySet<MessageFunction> = new Set([
  'cancel',
  'reduction',
  'not_on_board',
  'on_board'
])
