import type { Audit, AuditLine, Record, RecordEvent } from '../domain/ports.ts'

/** What one screening leaves behind. */
export interface Outcome {
  readonly event: RecordEvent
  readonly line: AuditLine
}

/** Records the outcomes of many screenings that are made at the same time. */
export interface RecordTogether {
  /** Makes a comparison; outcomes that come meanwhile wait for its own. */
  readonly whileComparing: <Result>(compare: () => Promise<Result>) => Promise<Result>
  /** Durable when it resolves; rejects when this outcome could not be recorded. */
  readonly add: (outcome: Outcome) => Promise<void>
}

/** Waits for so many at most: each write costs the disk, the database's thread and the way there as much as two searches. */
const most = 32

/**
 * Makes what records outcomes together: as soon as there are enough of them, or those are done who were being compared when the first
 * of them came. Nobody waits for a clock, or for somebody who comes later.
 */
export const recordTogether = (
  record: Pick<Record, 'append'>,
  audit: Pick<Audit, 'append'>
): RecordTogether => {
  let waiting: Waiting[] = []
  // Comparisons that began before the first of those who wait, and after it.
  let [older, younger, round] = [0, 0, 0]
  let isScheduled = false

  const write = (): void => {
    const outcomes = waiting
    waiting = []
    if (outcomes.length > 0) void settle(record, audit, outcomes)
  }
  // At the end of a turn of the event loop: whoever comes in it is taken along.
  const schedule = (): void => {
    if (isScheduled || older > 0 || waiting.length === 0) return
    isScheduled = true
    setImmediate(() => {
      isScheduled = false
      if (older === 0) write()
    })
  }

  return {
    whileComparing: async compare => {
      const begun = round
      younger++
      try {
        return await compare()
      } finally {
        if (begun === round) younger--
        else older--
        schedule()
      }
    },
    add: outcome =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0) {
          round++
          older += younger
          younger = 0
        }
        waiting.push({ outcome, resolve, reject })
        if (waiting.length >= most) write()
        else schedule()
      })
  }
}

interface Waiting {
  readonly outcome: Outcome
  readonly resolve: () => void
  readonly reject: (reason: unknown) => void
}

const settle = async (
  record: Pick<Record, 'append'>,
  audit: Pick<Audit, 'append'>,
  waiting: readonly Waiting[]
): Promise<void> => {
  const appended = record.append(
    'screenings',
    waiting.map(({ outcome }) => outcome.event)
  )
  const audited = audit.append(waiting.map(({ outcome }) => outcome.line))
  const [recorded, noted] = await Promise.allSettled([appended, audited])
  const isOnesFault = recorded.status === 'rejected' && !isAway(recorded.reason)
  await Promise.all(
    waiting.map(async ({ outcome, resolve, reject }) => {
      try {
        // What is wrong with one of them must not fall on the others.
        if (isOnesFault && waiting.length > 1) await record.append('screenings', [outcome.event])
        else if (recorded.status === 'rejected') throw recorded.reason
        if (noted.status === 'rejected') throw noted.reason
        resolve()
      } catch (error) {
        reject(error)
      }
    })
  )
}

const isAway = (error: unknown) => (error as { code?: unknown }).code === 'RECORD_UNAVAILABLE'
