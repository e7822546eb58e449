import { describe, expect, onTestFinished, test } from 'vitest'
import type { Positions } from '#src/domain/ports.ts'
import type { Open } from './opened.ts'

/** What every store of positions promises. */
export const positionsContract = (name: string, openPositions: Open<Positions>): void => {
  const open = async () => {
    const opened = await openPositions()
    onTestFinished(() => opened.close())
    return opened
  }

  describe(`positions: ${name}`, () => {
    test('knows nothing of a group that has saved nothing', async () => {
      const { port } = await open()
      expect(await port.load('g', 'crossings')).toEqual(new Map())
    })

    test('gives back the last position of each partition', async () => {
      const { port } = await open()
      await port.save('g', { topic: 'crossings', partition: 0, offset: 5 })
      await port.save('g', { topic: 'crossings', partition: 1, offset: 7 })
      await port.save('g', { topic: 'crossings', partition: 0, offset: 9 })
      expect(await port.load('g', 'crossings')).toEqual(
        new Map([
          [0, 9],
          [1, 7]
        ])
      )
    })

    test('keeps groups and topics apart', async () => {
      const { port } = await open()
      await port.save('g', { topic: 'crossings', partition: 0, offset: 5 })
      expect(await port.load('h', 'crossings')).toEqual(new Map())
      expect(await port.load('g', 'screenings')).toEqual(new Map())
    })

    test('still knows the positions when it is opened again', async () => {
      const { port, reopen } = await open()
      await port.save('g', { topic: 'crossings', partition: 0, offset: 5 })
      expect(await (await reopen()).load('g', 'crossings')).toEqual(new Map([[0, 5]]))
    })
  })
}
