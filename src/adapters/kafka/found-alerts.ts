import type { Message } from 'kafkajs'
import { type Alert, withoutPerson } from '#src/domain/alert.ts'
import type { RecordEvent } from '#src/domain/ports.ts'
import type { Batch } from './consume.ts'
import { toMessage, toOwnEvent } from './message.ts'

/** An alert of the record, and at which offset it stands there. */
export interface FoundAlert {
  readonly offset: number
  readonly event: RecordEvent<Alert>
}

/** The alerts in a batch, without what others have written. */
export const alertsIn = ({ topic, partition, messages }: Batch): readonly FoundAlert[] =>
  messages.flatMap(message => {
    const event = toOwnEvent(message, { topic, partition })
    return event ? [{ offset: Number(message.offset), event: event as RecordEvent<Alert> }] : []
  })

/** The offset behind a batch. */
export const endOf = ({ messages }: Batch): number => Number(messages.at(-1)?.offset ?? -1) + 1

/** An alert as its agency's topic has it: without the person. */
export const toAgencyMessage = ({ event }: FoundAlert): Message =>
  toMessage({ ...event, data: withoutPerson(event.data) }, event.data.caseId)
