import type { RecordEvent } from '#src/domain/ports.ts'
import { type Bell, createBell } from '../bell.ts'

/** Wakes one follower of a topic. */
export interface Waker {
  readonly bell: Pick<Bell, 'rings' | 'next'>
  /** Tells of events that were appended. */
  readonly tell: (events: readonly Pick<RecordEvent, 'type'>[]) => void
}

/** Wakes whoever follows these types for each of them; for others only once there are so many that its position should keep up. Absent types = all. */
export const createWaker = (types: readonly string[] | undefined, leftOut: number): Waker => {
  const bell = createBell()
  let passed = 0
  return {
    bell,
    tell: events => {
      passed += events.length
      const isWanted = !types || events.some(({ type }) => types.includes(type))
      if (!isWanted && passed < leftOut) return
      passed = 0
      bell.ring()
    }
  }
}
