import { describe, expect, onTestFinished, test } from 'vitest'
import type { Callers } from '#src/domain/ports.ts'
import type { Open } from './opened.ts'

/** What everybody promises who knows callers. */
export const callersContract = (name: string, openCallers: Open<Callers>): void => {
  const open = async () => {
    const opened = await openCallers()
    onTestFinished(() => opened.close())
    return opened
  }

  describe(`callers: ${name}`, () => {
    test('counts the calls of each within a minute', async () => {
      const { port } = await open()
      expect([await port.count('a', 1), await port.count('a', 1)]).toEqual([1, 2])
      expect(await port.count('b', 1)).toBe(1)
      expect(await port.count('a', 2)).toBe(1)
    })

    test('knows every token that was revoked, also when it is opened again', async () => {
      const { port, reopen } = await open()
      expect(await port.revoked()).toEqual({ tokens: new Map(), isWhole: true })
      await port.revoke('one', 1_000)
      await port.revoke('two', 2_000)
      await port.revoke('one', 1_000)
      const tokens = new Map([
        ['one', 1_000],
        ['two', 2_000]
      ])
      const known = { tokens, isWhole: true }
      expect(await port.revoked()).toEqual(known)
      if (reopen) expect(await (await reopen()).revoked()).toEqual(known)
    })
  })
}
