import { describe, expect, onTestFinished, test } from 'vitest'
import type { Deliveries } from '#src/domain/case-ports.ts'
import type { Position } from '#src/domain/ports.ts'
import { anAlert } from '../helpers/alerts.ts'
import type { Open } from './opened.ts'

/** What every store of alerts on their way promises. */
export const deliveriesContract = (name: string, openDeliveries: Open<Deliveries>): void => {
  const open = async () => {
    const opened = await openDeliveries()
    onTestFinished(() => opened.close())
    return opened
  }

  describe(`deliveries: ${name}`, () => {
    test('are given out in order, of each case the oldest only', async () => {
      const { port } = await open()
      await port.add({ position: at(1), alerts: [of('a1', 'a'), of('a2', 'a'), of('b1', 'b')] })
      expect(await claimed(port, '08:00')).toEqual(['a1', 'b1'])
      await port.settle('a1', { as: 'delivered' })
      expect(await claimed(port, '08:00')).toEqual(['a2'])
    })

    test('are held for whoever was given them, until that time', async () => {
      const { port } = await open()
      await port.add({ position: at(1), alerts: [of('a1', 'a')] })
      expect(await claimed(port, '08:00')).toEqual(['a1'])
      expect(await claimed(port, '08:04')).toEqual([])
      expect(await claimed(port, '08:05')).toEqual(['a1'])
    })

    test('go to their own desk only', async () => {
      const { port } = await open()
      const other = anAlert({ id: 'x', desk: 'second-line' })
      await port.add({ position: at(1), alerts: [other, anAlert({ id: 'y', agency: 'navy' })] })
      expect(await claimed(port, '08:00')).toEqual([])
      expect(await claimed(port, '08:00', { desk: 'second-line' })).toEqual(['x'])
      expect(await claimed(port, '08:00', { agency: 'navy' })).toEqual(['y'])
    })

    test('that were not taken come again at their time, and let no later one of the case pass', async () => {
      const { port } = await open()
      await port.add({ position: at(1), alerts: [of('a1', 'a'), of('a2', 'a')] })
      await claimed(port, '08:00')
      await port.settle('a1', { ...waiting, at: time('08:00') })
      expect(await claimed(port, '08:09')).toEqual([])
      const [again] = await port.claim({ ...claim, at: time('08:10') })
      expect(again).toMatchObject({ alert: { id: 'a1' }, attempts: 1 })
    })

    test('that failed are listed to their agency, and make way until they are sent again', async () => {
      const { port } = await open()
      await port.add({ position: at(1), alerts: [of('a1', 'a'), of('a2', 'a')] })
      await port.settle('a1', { as: 'failed', at: time('08:10'), error: 'status 410' })
      expect(await claimed(port, '08:20')).toEqual(['a2'])
      expect(await port.failed('interior', undefined, 10)).toMatchObject([
        { alert: of('a1', 'a'), attempts: 1, failedAt: time('08:10'), error: 'status 410' }
      ])
      expect(await port.failed('interior', 'a1', 10)).toEqual([])
      expect(await port.failed('navy', undefined, 10)).toEqual([])
      expect(await port.counts()).toEqual({ waiting: 1, failed: 1 })

      expect(await port.redeliver('navy', 'a1')).toBe(false)
      expect(await port.redeliver('interior', 'a2')).toBe(false)
      expect(await port.redeliver('interior', 'a1')).toBe(true)
      await port.settle('a2', { as: 'delivered' })
      expect(await claimed(port, '08:20')).toEqual(['a1'])
      expect(await port.counts()).toEqual({ waiting: 1, failed: 0 })
    })

    test('are erased when it is long ago that they failed, or that nobody takes what waits for their desk', async () => {
      const { port } = await open()
      const gone = anAlert({ id: 'gone', desk: 'second-line' })
      await port.add({ position: at(1), alerts: [of('a1', 'a'), of('b1', 'b'), gone] })
      const erase = (clock: string) => port.erase({ ...keeping, at: time(clock) })
      expect(await erase('08:00')).toBe(0)
      await port.settle('b1', { as: 'failed', at: time('08:30'), error: 'status 410' })
      const later = anAlert({ id: 'later', desk: 'second-line', caseId: 'c' })
      await port.add({ position: at(2), alerts: [later] })
      expect(await erase('09:00')).toBe(0)
      expect(await erase('09:01')).toBe(1)
      expect(await port.counts()).toEqual({ waiting: 2, failed: 1 })
      expect(await erase('09:31')).toBe(1)
      expect(await port.failed('interior', undefined, 10)).toEqual([])
      expect(await port.redeliver('interior', 'b1')).toBe(false)
      expect(await claimed(port, '09:31')).toEqual(['a1'])
      expect(await claimed(port, '09:31', { desk: 'second-line' })).toEqual(['later'])
    })

    test('of a desk that is delivered to again are there, those of before too, in order', async () => {
      const { port } = await open()
      await port.add({ position: at(1), alerts: [of('a1', 'a'), of('a2', 'a')] })
      expect(await port.erase({ desks: [], at: time('08:00'), keepMs: hourMs })).toBe(0)
      expect(await port.erase({ ...keeping, at: time('09:30') })).toBe(0)
      expect(await claimed(port, '09:30')).toEqual(['a1'])
      await port.settle('a1', { as: 'delivered' })
      expect(await claimed(port, '09:30')).toEqual(['a2'])
    })

    test('are added once, however often their position or id comes', async () => {
      const { port } = await open()
      await port.add({ position: at(2), alerts: [of('a1', 'a')] })
      await port.add({ position: at(2), alerts: [of('b1', 'b')] })
      await port.add({ position: at(3), alerts: [of('a1', 'a')] })
      expect(await claimed(port, '08:00')).toEqual(['a1'])
      expect(await port.offsets()).toEqual(new Map([[0, 3]]))
    })

    test('still stand when the store is opened again', async () => {
      const { port, reopen } = await open()
      await port.add({ position: at(1), alerts: [of('a1', 'a'), of('a2', 'a')] })
      await port.settle('a1', { ...waiting, at: time('08:00') })
      const again = await reopen()
      expect(await claimed(again, '08:09')).toEqual([])
      expect(await claimed(again, '08:10')).toEqual(['a1'])
    })
  })
}

const at = (offset: number): Position => ({ topic: 'alerts', partition: 0, offset })
const time = (clock: string) => `2026-11-22T${clock}:00.000Z`
const of = (id: string, caseId: string) => anAlert({ id, caseId })
const claim = { agency: 'interior', desk: 'duty', holdMs: 300_000, limit: 10 }
const hourMs = 60 * 60_000
const keeping = { desks: [{ agency: 'interior', desk: 'duty' }], keepMs: hourMs }
const waiting = { as: 'waiting', waitMs: 600_000, error: 'status 503' } as const

/** Ids of what is given out at this time, each held for five minutes. */
const claimed = async (port: Deliveries, clock: string, of: Partial<typeof claim> = {}) => {
  const given = await port.claim({ ...claim, ...of, at: time(clock) })
  return given.map(({ alert }) => alert.id)
}
