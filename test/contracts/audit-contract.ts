import { describe, expect, onTestFinished, test } from 'vitest'
import type { Audit, AuditLine } from '#src/domain/ports.ts'
import type { Open } from './opened.ts'

/** What every audit promises. */
export const auditContract = (name: string, openAudit: Open<Audit>): void => {
  const open = async () => {
    const opened = await openAudit()
    onTestFinished(() => opened.close())
    return opened
  }

  describe(`audit: ${name}`, () => {
    test('is intact while it is empty', async () => {
      const { port } = await open()
      expect(await port.verify()).toEqual({ intact: true, lines: 0 })
      expect(await port.read(0, 10)).toEqual([])
    })

    test('gives back its lines in order, each with its number', async () => {
      const { port } = await open()
      const lines = [lineOf('a'), { ...lineOf('b'), purpose: 'border_control' }, lineOf('c')]
      await port.append(lines.slice(0, 2))
      await port.append(lines.slice(2))
      const read = await port.read(0, 10)
      expect(read).toEqual(lines.map((line, index) => ({ ...line, number: index + 1 })))
    })

    test('is read in pages', async () => {
      const { port } = await open()
      await port.append(Array.from({ length: 25 }, (_, index) => lineOf(`a${index}`)))
      const page = await port.read(10, 10)
      expect(page.map(({ number }) => number)).toEqual(
        Array.from({ length: 10 }, (_, index) => index + 11)
      )
      expect(await port.read(25, 10)).toEqual([])
    })

    test('chains lines that come at once, each in a place of its own', async () => {
      const { port } = await open()
      await Promise.all(
        Array.from({ length: 500 }, (_, index) => port.append([lineOf(`a${index}`)]))
      )
      expect(await port.verify()).toEqual({ intact: true, lines: 500 })
      const actions = (await port.read(0, 1_000)).map(({ action }) => action)
      expect(new Set(actions).size).toBe(500)
    })

    test('is verified over many pages', async () => {
      const { port } = await open()
      const lines = Array.from({ length: 5_001 }, (_, index) => lineOf(`a${index}`))
      await port.append(lines)
      expect(await port.verify()).toEqual({ intact: true, lines: 5_001 })
    })

    test('is still intact when it is opened again', async () => {
      const { port, reopen } = await open()
      await port.append([lineOf('a')])
      const again = await reopen()
      await again.append([lineOf('b')])
      expect(await again.verify()).toEqual({ intact: true, lines: 2 })
    })
  })
}

const lineOf = (action: string): AuditLine => ({
  at: '2026-11-22T08:00:00.000Z',
  by: { sub: 'officer-7', agency: 'police' },
  action,
  about: { case: 'c1', hits: 2, covert: false, lists: ['ofac', 'lost'] }
})
