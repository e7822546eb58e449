import { setTimeout as pause } from 'node:timers/promises'
import type { SharedList } from '#src/domain/ports.ts'

export interface AlertTopicsOptions {
  /** Makes the topic of this agency when it is missing. */
  readonly make: (agency: string) => Promise<void>
  readonly sharedList: Pick<SharedList, 'lists'>
}

// Long before anybody can be found on a new list.
const lookEveryMs = 1_000

/**
 * Makes the topic of an agency's alerts once the agency has a list, so that it can be subscribed to before the first alert;
 * until the signal aborts. Every node may do so. Rejects when one could not be made, after all others were tried.
 */
export const makeAlertTopics = async (
  { make, sharedList }: AlertTopicsOptions,
  signal: AbortSignal
): Promise<void> => {
  const made = new Set<string>()
  const makeOnce = async (agency: string) => {
    await make(agency)
    made.add(agency)
  }
  while (!signal.aborted) {
    const agencies = new Set((await sharedList.lists()).map(({ agency }) => agency))
    const missing = [...agencies].filter(agency => !made.has(agency))
    const tried = await Promise.allSettled(missing.map(makeOnce))
    const failed = tried.find(({ status }) => status === 'rejected')
    if (failed?.status === 'rejected') throw failed.reason
    await pause(lookEveryMs, undefined, { signal }).catch(() => undefined)
  }
}
