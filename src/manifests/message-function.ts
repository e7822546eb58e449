/** What a message asks for. */
export const messageFunctions = [
  'passengers',
  'crew',
  'master_crew',
  'change',
  'cancel',
  'reduction',
  'change_of_flight',
  'flight_cancelled',
  'closed',
  'not_on_board',
  'on_board'
] as const
export type MessageFunction = (typeof messageFunctions)[number]

/** The functions whose persons are screened; the others name them by reference alone, and a change of flight may. */
export const screenedFunctions: ReadonlySet<MessageFunction> = new Set([
  'passengers',
  'crew',
  'master_crew',
  'change',
  'change_of_flight'
])

/** The functions that confirm lists: whoever they describe and no list does is screened now. */
export const confirmingFunctions: ReadonlySet<MessageFunction> = new Set(['closed', 'on_board'])

/** The functions that say who travels: whoever they name, and nobody has described, is a case of the officers. */
export const travellingFunctions: ReadonlySet<MessageFunction> = new Set([
  'on_board',
  'change_of_flight'
])

/** The functions that withdraw the cases of persons, who do not travel or not on this flight. */
export const takingFunctions: ReadonlySet<MessageFunction> = new Set([
  'cancel',
  'reduction',
  'change_of_flight',
  'flight_cancelled',
  'not_on_board'
])

/** Whether a person must be described, or a reference to an earlier manifest is enough. */
export const needsIdentity = (asked: MessageFunction): boolean =>
  screenedFunctions.has(asked) && asked !== 'change_of_flight'

/** Whether a message is about persons of earlier lists of its flight. */
export const isAboutEarlier = (asked: MessageFunction): boolean => !lists.has(asked)

const lists: ReadonlySet<MessageFunction> = new Set(['passengers', 'crew', 'master_crew'])

/** Whether a message says nothing without a flight; a flight's status and a master crew list do. */
export const needsFlight = (asked: MessageFunction): boolean =>
  asked !== 'master_crew' && !isFlightStatus(asked)

/** Whether a message says what becomes of a flight (266). */
export const isFlightStatus = (asked: MessageFunction): boolean => flightStatuses.has(asked)

const flightStatuses: ReadonlySet<MessageFunction> = new Set([
  'change_of_flight',
  'flight_cancelled',
  'closed',
  'not_on_board',
  'on_board'
])
