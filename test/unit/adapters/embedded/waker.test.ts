import { expect, test } from 'vitest'
import { createWaker } from '#src/adapters/embedded/waker.ts'

const events = (count: number, type: string) => Array.from({ length: count }, () => ({ type }))

test('wakes whoever follows a type for each event of it, and lets others pass', () => {
  const { bell, tell } = createWaker(['hit'], 10)
  tell(events(4, 'clear'))
  expect(bell.rings()).toBe(0)
  tell([...events(1, 'clear'), ...events(1, 'hit')])
  expect(bell.rings()).toBe(1)
})

test('wakes for others once there are so many that the position should keep up', () => {
  const { bell, tell } = createWaker(['hit'], 10)
  tell(events(9, 'clear'))
  expect(bell.rings()).toBe(0)
  tell(events(1, 'clear'))
  expect(bell.rings()).toBe(1)
  tell(events(9, 'clear'))
  expect(bell.rings()).toBe(1)
})

test('wakes whoever follows everything for everything', () => {
  const { bell, tell } = createWaker(undefined, 10)
  tell(events(1, 'clear'))
  expect(bell.rings()).toBe(1)
})
