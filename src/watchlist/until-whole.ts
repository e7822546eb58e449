import { setTimeout as pause } from 'node:timers/promises'
import type { Record, SharedList } from '../domain/ports.ts'
import type { UntilWhole } from './watchlist.ts'

const askAgainMs = 50

/** Waits until the projection has taken over all list changes that the record held at the beginning: what an emptied store holds before that is only a part. */
export const untilWhole =
  (record: Pick<Record, 'ends'>, sharedList: Pick<SharedList, 'offsets'>): UntilWhole =>
  async signal => {
    const ends = await record.ends('watchlist')
    while (!signal.aborted) {
      const offsets = await sharedList.offsets()
      if ([...ends].every(([partition, end]) => (offsets.get(partition) ?? -1) >= end)) return
      await pause(askAgainMs, undefined, { signal }).catch(() => undefined)
    }
  }
