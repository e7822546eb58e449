import { describe, expect, test } from 'vitest'
import type { IndexSnapshots } from '#src/domain/ports.ts'
import type { Open } from './opened.ts'

const pieces = [
  Buffer.from('first'),
  Buffer.alloc(700_001, 'second'),
  Buffer.from([0]),
  Buffer.from('last')
]

const loaded = async (snapshots: IndexSnapshots): Promise<Buffer | undefined> => {
  const found = await snapshots.load()
  if (found === undefined) return undefined
  const read: Uint8Array[] = []
  for await (const piece of found) read.push(piece)
  return Buffer.concat(read)
}

/** What every keeper of snapshots promises. */
export const indexSnapshotsContract = (name: string, open: Open<IndexSnapshots>): void => {
  describe(`snapshots of the index, ${name}`, () => {
    const opened = test.extend('it', async ({ task: _ }, { onCleanup }) => {
      const it = await open()
      onCleanup(() => it.close())
      return it
    })

    opened('there is none at first, and to forget it is no error', async ({ it: { port } }) => {
      expect(await loaded(port)).toBeUndefined()
      await port.discard()
    })

    opened('the last one is kept, also over a restart', async ({ it: { port, reopen } }) => {
      await port.save([Buffer.from('before')])
      await port.save(pieces)
      expect(await loaded(port)).toEqual(Buffer.concat(pieces))
      const again = await reopen?.()
      expect(again && (await loaded(again))).toEqual(Buffer.concat(pieces))
    })

    opened('one that fails leaves the last one', async ({ it: { port } }) => {
      await port.save(pieces)
      const broken = function* () {
        yield Buffer.from('new')
        throw new Error('stopped')
      }
      await expect(port.save(broken())).rejects.toThrow('stopped')
      expect(await loaded(port)).toEqual(Buffer.concat(pieces))
    })

    opened('one that is forgotten is gone', async ({ it: { port } }) => {
      await port.save(pieces)
      await port.discard()
      expect(await loaded(port)).toBeUndefined()
    })
  })
}
