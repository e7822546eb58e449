import { describe, expect, test } from 'vitest'
import { recordedManifests } from '#src/adapters/distributed/recorded-manifests.ts'
import type { StoredManifest } from '#src/adapters/manifest-states.ts'
import type { KeptManifest } from '#src/domain/ports.ts'

const kept: KeptManifest = { id: 'm', at: '', keys: [], content: {}, isFinished: false }

const notAsked = (): Promise<never> => Promise.reject(new Error('nobody should ask'))

/** Manifests over a view that knows which of them wait, and a record that the test lets fail. */
const recording = (write: (stored: StoredManifest) => Promise<boolean> = async () => true) => {
  const waiting = new Map<string, StoredManifest>()
  const done: string[] = []
  const log: object[] = []
  const at = { isAway: false }
  const store = async (id: string) => {
    waiting.set(id, { id, revision: waiting.size + 1, state: undefined })
  }
  const { manifests, recordWaiting } = recordedManifests({
    manifests: {
      isShared: true,
      isWhole: notAsked,
      put: ({ id }) => store(id),
      get: notAsked,
      under: notAsked,
      unfinished: notAsked,
      due: notAsked,
      reduce: store
    },
    states: {
      unrecorded: async id => waiting.get(id),
      recorded: async ({ id }) => {
        waiting.delete(id)
        done.push(`recorded ${id}`)
      },
      passOver: async ({ id }) => {
        waiting.delete(id)
        done.push(`passed over ${id}`)
      },
      claim: async limit => [...waiting.keys()].slice(0, limit),
      release: async () => void done.push('released'),
      counts: notAsked,
      offsets: notAsked,
      restore: notAsked
    },
    isWhole: async () => true,
    write,
    isRecordAway: () => at.isAway,
    log: { error: (about: object) => void log.push(about) }
  })
  return { manifests, recordWaiting, done, log, at, waiting }
}

describe('a manifest', () => {
  test('is in the record when it is put unfinished, and when it is reduced', async () => {
    const { manifests, done } = recording()
    await manifests.put(kept)
    await manifests.reduce('m', undefined)
    expect(done).toEqual(['recorded m', 'recorded m'])
  })

  test('that is finished is put without waiting for the record, which has it soon', async () => {
    const written = Promise.withResolvers<boolean>()
    const { manifests, done } = recording(() => written.promise)
    await manifests.put({ ...kept, isFinished: true })
    expect(done).toEqual([])
    written.resolve(true)
    await expect.poll(() => done).toEqual(['recorded m'])
  })

  test('is put all the same while the record refuses it, and waits', async () => {
    const { manifests, waiting } = recording(() => Promise.reject(new Error('away')))
    await manifests.put(kept)
    expect([...waiting.keys()]).toEqual(['m'])
  })

  test('keeps nobody waiting once the record has refused one, until it takes one again', async () => {
    const refused = Promise.reject(new Error('it takes nothing'))
    const never = new Promise<boolean>(() => undefined)
    const answers = [refused, never]
    const { manifests, waiting } = recording(() => answers.shift() ?? Promise.resolve(true))
    await manifests.put(kept)
    await manifests.put({ ...kept, id: 'never answered' })
    await manifests.put({ ...kept, id: 'taken' })
    await expect.poll(() => [...waiting.keys()]).toEqual(['m', 'never answered'])
    await manifests.put({ ...kept, id: 'last' })
    expect(waiting.has('last')).toBe(false)
  })

  test('is not even written while the record is known to be away', async () => {
    const { manifests, waiting, at } = recording(notAsked)
    at.isAway = true
    await manifests.put(kept)
    expect([...waiting.keys()]).toEqual(['m'])
  })

  test('is passed over where it is too large, with its id in the log', async () => {
    const { manifests, done, log } = recording(async () => false)
    await manifests.put(kept)
    expect(done).toEqual(['passed over m'])
    expect(log).toEqual([{ manifest: 'm' }])
  })

  test('that waits is given to the record once that is back', async () => {
    const { manifests, recordWaiting, done, at, waiting } = recording()
    at.isAway = true
    await manifests.put(kept)
    at.isAway = false
    const stopping = new AbortController()
    const recorded = recordWaiting(stopping.signal)
    await expect.poll(() => done).toEqual(['recorded m', 'released'])
    stopping.abort()
    await recorded
    expect(waiting.size).toBe(0)
  })
})
