import { describe, expect, test } from 'vitest'
import { createClock } from '#src/console/api/clock.ts'

const own = Date.parse('2026-11-22T08:00:00Z')
const inMinutes = (minutes: number) => new Date(own + minutes * 60_000)

describe('the console’s clock', () => {
  test.for([
    { why: 'two hours ahead', service: inMinutes(-120) },
    { why: 'a day behind', service: inMinutes(24 * 60) }
  ])('is put right by the service’s where its own is $why', ({ service }) => {
    const clock = createClock(() => own)
    clock.heard(service.toUTCString())
    expect(clock.now()).toBe(service.getTime())
  })

  test('is the own one where that is right to a few seconds, and again once it is put right', () => {
    let mine = own
    const clock = createClock(() => mine)
    clock.heard(new Date(own - 2_000).toUTCString())
    expect(clock.now()).toBe(own)
    mine = own + 3_600_000
    clock.heard(new Date(own).toUTCString())
    expect(clock.now()).toBe(own)
    mine = own + 1_000
    clock.heard(new Date(own).toUTCString())
    expect(clock.now()).toBe(mine)
  })

  test.for([null, 'yesterday'])('goes on where an answer says %s', date => {
    const clock = createClock(() => own)
    clock.heard(inMinutes(60).toUTCString())
    clock.heard(date)
    expect(clock.now()).toBe(inMinutes(60).getTime())
  })
})
