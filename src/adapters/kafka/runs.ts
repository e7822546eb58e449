import type { News, Position, Topic } from '#src/domain/ports.ts'
import type { Decided } from './decided-state.ts'

/** Decided states of one partition and source that are committed together. */
export interface Run {
  /** Of the last commit in it. */
  readonly position: Position
  readonly states: readonly Decided[]
  readonly news: readonly News[]
}

// As many as a commit of the view takes in well under a second.
const statesAtOnce = 1_000

/**
 * Commits the states of a partition, as they are added, in runs of one source, of each key the newest; states of one
 * position always together, since a position is passed once. News go with the position that they belong to: those before
 * it were told before it was decided. What stands behind its place was written late, by a node that had lost its partition
 * meanwhile: it takes the place of no state that is further on, and moves nothing.
 */
export const collectRuns = (commit: (run: Run) => Promise<void>) => {
  const reached = new Map<Topic, number>()
  const isFurther = furthestStates()
  let position: Position | undefined
  let states = new Map<string, Decided>()
  let news: readonly News[] = []
  const end = async () => {
    if (position) await commit({ position, states: [...states.values()], news })
    states = new Map()
  }
  const moveTo = async (next: Position) => {
    const isNext = position && next.offset !== position.offset
    const isOther = position && next.topic !== position.topic
    if (isOther || (isNext && states.size >= statesAtOnce)) await end()
    if (isOther || isNext) news = []
    position = next
    reached.set(next.topic, next.offset)
  }
  return {
    async add(decided: Decided): Promise<void> {
      const { topic, offset } = decided.position
      const isLate = offset < (reached.get(topic) ?? 0)
      if (!isLate) await moveTo(decided.position)
      if (!('news' in decided)) {
        if (isFurther(decided, isLate)) states.set(keyOf(decided), decided)
      } else if (!isLate) news = decided.news
    },
    end
  }
}

type DecidedState = Exclude<Decided, { readonly news: unknown }>

/** Tells whether a state has come as far as any of its key before; further, where it was written late. */
const furthestStates = () => {
  const furthest = new Map<string, number>()
  return (state: DecidedState, isLate: boolean) => {
    const [key, progress] = [keyOf(state), progressOf(state)]
    const before = furthest.get(key) ?? 0
    if (progress < before || (isLate && progress === before)) return false
    furthest.set(key, progress)
    return true
  }
}

/** Rises with whatever is decided: lists count nothing, and stand in the order of one topic. */
const progressOf = (state: DecidedState) => {
  if ('case' in state) {
    return Object.values(state.case.desks).reduce((sum, { revision }) => sum + revision, 0)
  }
  return 'entry' in state ? state.entry.revision : state.position.offset
}

const keyOf = (state: DecidedState) => {
  if ('case' in state) return state.case.id
  return 'entry' in state ? `${state.entry.list}/${state.entry.id}` : state.list.list
}
