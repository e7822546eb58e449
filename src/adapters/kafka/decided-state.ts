import type { CaseState } from '#src/domain/case.ts'
import type {
  Cases,
  ListCommit,
  News,
  Position,
  RecordEvent,
  SharedList
} from '#src/domain/ports.ts'
import type { EntryState, ListState } from '#src/domain/watchlist.ts'
import type { CheckedCases, CheckedList } from '../checked.ts'
import { toMessage } from './message.ts'
import { type DecidedTopic, topicName } from './topics.ts'
import type { KafkaWriter } from './writer.ts'

/** A decided state with the position of the command that made it; or what that commit has still to tell. */
export type Decided =
  | { readonly position: Position; readonly list: ListState }
  | { readonly position: Position; readonly entry: EntryState }
  | { readonly position: Position; readonly case: CaseState }
  | { readonly position: Position; readonly news: readonly News[] }

/** Where decided states are written. */
export interface DecidedLog {
  readonly writer: KafkaWriter
  readonly prefix: string
  readonly now: () => Date
}

/**
 * The shared list, every commit of which is first written to the topic of entries: from there it can be made again. What
 * was decided on a list that is not the one known, as one that was just emptied, is refused before it is written.
 */
export const recordedList = (shared: CheckedList, log: DecidedLog): SharedList => ({
  ...shared,
  async commit(commit) {
    const states = statesOf(commit)
    if (states.length > 0 && (await shared.check(commit))) {
      await write(log, 'entries', commit.position, states)
    }
    return shared.commit(commit)
  }
})

/**
 * The cases, every commit of which is first written to the topic of cases, with what it has to tell: whoever makes the
 * view again of a commit that was killed in between tells it too. Refused before it is written as in `recordedList`, and
 * where a case has changed since it was read.
 */
export const recordedCases = (cases: CheckedCases, log: DecidedLog): Cases => ({
  ...cases,
  async commit(commit) {
    const { position, news = [] } = commit
    const states = commit.cases.map(state => ({
      key: state.id,
      decided: { position, case: state }
    }))
    const untold = { key: `untold/${position.topic}`, decided: { position, news } }
    const decided = news.length > 0 ? [...states, untold] : states
    if (decided.length > 0 && (await cases.check(commit))) {
      await write(log, 'cases', position, decided)
    }
    return cases.commit(commit)
  }
})

interface Keyed {
  readonly key: string
  readonly decided: Decided
}

const statesOf = ({ position, lists, entries }: ListCommit): readonly Keyed[] => [
  ...lists.map(list => ({ key: list.list, decided: { position, list } })),
  ...entries.map(entry => ({ key: `${entry.list}/${entry.id}`, decided: { position, entry } }))
]

/**
 * Into the partition of the command's own number, so that positions rise along each partition; as one whole, since the
 * view takes every state of a position or none. What is written here becomes true, whether the view takes it now or is
 * made again of it: so nothing is written that was not made of what is true.
 */
const write = async (
  { writer, prefix, now }: DecidedLog,
  topic: DecidedTopic,
  { topic: source, partition, offset }: Position,
  decided: readonly Keyed[]
) => {
  const time = now().toISOString()
  const messages = decided.map(({ key, decided: data }) => {
    const event: RecordEvent<Decided> = {
      id: `${source}-${partition}-${offset}/${key}`,
      type: `portcullis.decided.${topic}`,
      source: 'portcullis',
      time,
      data
    }
    return { ...toMessage(event, key), partition }
  })
  await writer.appendWhole(topicName(prefix, topic), messages)
}
