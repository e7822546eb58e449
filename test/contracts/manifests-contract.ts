import { describe, expect, onTestFinished, test } from 'vitest'
import type { KeptManifest, Manifests } from '#src/domain/ports.ts'
import type { Open } from './opened.ts'

const manifest = (id: string, more: Partial<KeptManifest> = {}): KeptManifest => ({
  id,
  at: '2026-11-22T08:00:00.000Z',
  keys: ['of the flight'],
  content: { persons: [{ name: 'Ünal 🛂' }] },
  isFinished: true,
  ...more
})

/** What every store of manifests promises. */
export const manifestsContract = (name: string, openManifests: Open<Manifests>): void => {
  const open = async () => {
    const opened = await openManifests()
    onTestFinished(() => opened.close())
    return opened
  }

  describe(`manifests: ${name}`, () => {
    test('knows nothing that was never put', async () => {
      const { port } = await open()
      expect(await port.get('m')).toBeUndefined()
      expect(await port.under('of the flight', 10)).toEqual([])
    })

    test('is whole where nothing was lost', async () => {
      const { port } = await open()
      expect(await port.isWhole()).toBe(true)
    })

    test('gives back what was put', async () => {
      const { port } = await open()
      const kept = manifest('m', { keys: ['a', 'b'] })
      await port.put(kept)
      expect(await port.get('m')).toEqual(kept)
    })

    test('keeps the first of an id, with its keys', async () => {
      const { port } = await open()
      await port.put(manifest('m'))
      await port.put(manifest('m', { keys: ['other'], content: { persons: [] } }))
      expect(await port.get('m')).toEqual(manifest('m'))
      expect(await port.under('other', 10)).toEqual([])
    })

    test('lets an unfinished one be replaced until it is finished, in its place', async () => {
      const { port } = await open()
      await port.put(manifest('m', { isFinished: false, content: { screened: 0 } }))
      await port.put(manifest('later'))
      await port.put(manifest('m', { keys: ['of a case'], content: { screened: 1 } }))
      await port.put(manifest('m', { keys: ['other'], content: {} }))
      const both = ['of a case', 'of the flight']
      expect(await port.get('m')).toEqual(manifest('m', { keys: both, content: { screened: 1 } }))
      expect(await port.under('of the flight', 10)).toEqual(['later', 'm'])
      expect(await port.under('of a case', 10)).toEqual(['m'])
      expect(await port.under('other', 10)).toEqual([])
    })

    test('names those that are not finished, oldest first', async () => {
      const { port } = await open()
      for (const id of ['1', '2', '3']) await port.put(manifest(id, { isFinished: false }))
      await port.put(manifest('4'))
      expect(await port.unfinished(2)).toEqual(['1', '2'])
      await port.put(manifest('1'))
      expect(await port.unfinished(10)).toEqual(['2', '3'])
    })

    test('names those of before an instant that are finished and not reduced, oldest first', async () => {
      const { port } = await open()
      const at = (hour: number) => `2026-11-22T${hour}:00:00.000Z`
      await port.put(manifest('b', { at: at(11) }))
      await port.put(manifest('a', { at: at(10) }))
      await port.put(manifest('open', { at: at(10), isFinished: false }))
      await port.put(manifest('later', { at: at(12) }))
      expect(await port.due(at(12), 10)).toEqual(['a', 'b'])
      expect(await port.due(at(12), 1)).toEqual(['a'])
      await port.reduce('a', { persons: [] })
      await port.reduce('b', undefined)
      expect(await port.due(at(13), 10)).toEqual(['later'])
    })

    test('keeps what is left of a manifest, or nothing of it', async () => {
      const { port } = await open()
      for (const id of ['some', 'none']) await port.put(manifest(id))
      await port.reduce('some', { persons: [] })
      await port.reduce('none', undefined)
      await port.reduce('none', undefined)
      await port.reduce('never put', { persons: [] })
      const left = manifest('some', { keys: [], content: { persons: [] } })
      expect(await port.get('some')).toEqual(left)
      expect(await port.get('none')).toBeUndefined()
      expect(await port.get('never put')).toBeUndefined()
      expect(await port.under('of the flight', 10)).toEqual([])
      await port.reduce('some', undefined)
      expect(await port.get('some')).toEqual(left)
    })

    test('reduces nothing that is not finished', async () => {
      const { port } = await open()
      await port.put(manifest('m', { isFinished: false }))
      await port.reduce('m', undefined)
      await port.reduce('m', {})
      expect(await port.get('m')).toEqual(manifest('m', { isFinished: false }))
    })

    test('takes in the place of a reduced one, or of an erased one, whatever comes', async () => {
      const { port } = await open()
      for (const id of ['some', 'none', 'later']) await port.put(manifest(id))
      await port.reduce('some', {})
      await port.reduce('none', undefined)
      for (const id of ['some', 'none']) {
        await port.put(manifest(id, { keys: ['anew'], isFinished: false }))
        expect(await port.get(id)).toEqual(manifest(id, { keys: ['anew'], isFinished: false }))
      }
      expect(await port.under('anew', 10)).toEqual(['none', 'some'])
      expect(await port.under('of the flight', 10)).toEqual(['later'])
      expect(await port.unfinished(10)).toEqual(['some', 'none'])
      await port.put(manifest('some', { keys: ['anew'] }))
      expect(await port.due('2026-11-23T00:00:00.000Z', 10)).toEqual(['later', 'some'])
    })

    test('finds by key, the newest first, no more than asked', async () => {
      const { port } = await open()
      await port.put(manifest('1'))
      await port.put(manifest('2', { keys: ['of another'] }))
      await port.put(manifest('3', { keys: ['of the flight', 'of another'] }))
      await Promise.all([port.put(manifest('4', { keys: [] })), port.put(manifest('5'))])
      expect(await port.under('of the flight', 10)).toEqual(['5', '3', '1'])
      expect(await port.under('of the flight', 2)).toEqual(['5', '3'])
      expect(await port.under('of another', 10)).toEqual(['3', '2'])
    })

    test('keeps apart what begins with the same letters', async () => {
      const { port } = await open()
      const keys = ['AAAB', 'AAAF', 'AAA', 'AA', 'AAABbbbbbbbbbbb', 'AAABbbbbbbbbbbc']
      for (const key of keys) await port.put(manifest(`of ${key}`, { keys: [key] }))
      for (const key of keys) expect(await port.under(key, 10)).toEqual([`of ${key}`])
      expect(await port.under('AAABbb', 10)).toEqual([])
    })

    test('finds all that many share, the newest first, until the last of them is gone', async () => {
      const { port } = await open()
      const ids = Array.from({ length: 25 }, (_, at) => `${at}`)
      const newest = ids.toReversed()
      const [shared, beside] = ['shared by many', 'shared by none']
      await port.put(manifest('beside', { keys: [beside] }))
      for (const id of ids) await port.put(manifest(id, { keys: [shared], isFinished: false }))
      for (const id of ids) await port.put(manifest(id, { keys: [shared, id] }))
      expect(await port.under(shared, 100)).toEqual(newest)
      expect(await port.under(shared, 20)).toEqual(newest.slice(0, 20))
      expect(await port.get('7')).toEqual(manifest('7', { keys: ['7', shared] }))
      for (const id of newest.slice(3)) await port.reduce(id, undefined)
      expect(await port.under(shared, 100)).toEqual(newest.slice(0, 3))
      for (const id of newest.slice(0, 3)) await port.reduce(id, {})
      expect(await port.under(shared, 100)).toEqual([])
      await port.put(manifest('anew', { keys: [shared] }))
      expect(await port.under(shared, 100)).toEqual(['anew'])
      expect(await port.under(beside, 100)).toEqual(['beside'])
    })

    test('still holds it when it is opened again', async () => {
      const { port, reopen } = await open()
      await port.put(manifest('m'))
      const again = await reopen()
      expect(await again.get('m')).toEqual(manifest('m'))
      expect(await again.under('of the flight', 1)).toEqual(['m'])
    })
  })
}
