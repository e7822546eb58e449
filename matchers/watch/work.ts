/**
 * What a search has done, in steps of up to thirty nanoseconds: one step through a list of rows. All that an input can make long is
 * counted, so that no search takes more than about 20 ms, however long or common its names; it then says that it was cut short.
 *
 *   0 ──── documents ──── 20 % ──── find rows ──── 60 % ──── judge them ──── 80 % ──── compare the best ──── 100 %
 *
 * Each part begins with what is most promising and leaves something for the next. Of several names each gets its share of the parts.
 */
export interface Work {
  readonly spend: (steps: number) => void
  /** True when this share of all steps is spent. */
  readonly isOver: (share: number) => boolean
}

/** What things cost. */
export const steps = {
  /** A word that is like one of the name's. */
  likeWord: 20,
  /** A list of rows that is looked up. */
  list: 8,
  /** A row that is asked for the other word of a pair. */
  otherWord: 5,
  /** A row whose date and facts are looked at. */
  row: 4,
  /** A row whose words are looked at, and each of the words beside each of the traveller's. */
  judged: 30,
  judgedPair: 1.5,
  /** An entry that is read and compared, each of its names, and each pair of names. */
  compared: 1000,
  comparedName: 800,
  comparedPair: 150
} as const

/** Up to which share each part of a search may go. */
export const shares = { documents: 0.2, find: 0.6, judge: 0.8, compare: 1 } as const

const stepsMost = 640_000

/** Nothing done yet. */
export const createWork = (): Work => {
  let spent = 0
  return {
    spend: more => {
      spent += more
    },
    isOver: share => spent > stepsMost * share
  }
}
