import type { Message } from './manifest.ts'
import type { ReceivedManifest } from './received.ts'

/** The manifest with these persons of each message only, by ordinal, and nobody's address. */
export const withOnly = (
  received: ReceivedManifest,
  persons: readonly ReadonlySet<number>[]
): ReceivedManifest => ({
  ...received,
  manifest: {
    ...received.manifest,
    messages: received.manifest.messages.map((message, at) => only(message, persons[at]))
  },
  outcomes: received.outcomes.map((of, at) => of.filter(({ person }) => persons[at]?.has(person)))
})

const only = (message: Message, staying: ReadonlySet<number> = new Set()): Message => {
  const { reportingParty: _, ...rest } = message
  return {
    ...rest,
    persons: message.persons.filter(({ ordinal }) => staying.has(ordinal)),
    unreadable: message.unreadable.filter(({ person }) => staying.has(person.ordinal))
  }
}
