import { createRequire } from 'node:module'

/** The part of kafkajs 2.2.4's request queue that is put right. */
interface RequestQueue {
  readonly pending: readonly unknown[]
  readonly throttledUntil: number
  throttleCheckTimeoutId: NodeJS.Timeout | null
  checkPendingRequests(): void
  scheduleCheckPendingRequests(): void
}

/**
 * Lets kafkajs wake up only while a request waits to be sent. As published it arms a timer of one millisecond again and
 * again for as long as a connection lives, which takes 4 % of a core and makes Node 24 warn of a negative delay.
 */
export const armTimerOnlyWhilePending = (): void => {
  const { prototype } = createRequire(import.meta.url)(
    'kafkajs/src/network/requestQueue/index.js'
  ) as { prototype: RequestQueue }
  prototype.scheduleCheckPendingRequests = function schedule(this: RequestQueue) {
    if (this.pending.length === 0 || this.throttleCheckTimeoutId) return
    const delayMs = Math.max(this.throttledUntil - Date.now(), checkEveryMs)
    this.throttleCheckTimeoutId = setTimeout(() => {
      this.throttleCheckTimeoutId = null
      this.checkPendingRequests()
    }, delayMs)
  }
}

// As kafkajs has it for requests that wait for one in flight.
const checkEveryMs = 10
