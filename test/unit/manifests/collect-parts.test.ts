import { expect, test } from 'vitest'
import type { Manifests } from '#src/domain/ports.ts'
import { collectParts } from '#src/manifests/collect-parts.ts'
import type { Message } from '#src/manifests/manifest.ts'
import { aReceivedManifest } from '#test/helpers/received-manifest.ts'
import { someone } from '#test/helpers/someone.ts'

test('reads the manifests of a list once, however many of its parts one transmission holds', async () => {
  const one = aReceivedManifest([someone('in parts')], [])
  const { messages } = one.manifest
  const parts = [1, 2, 3].flatMap(number =>
    messages.map(message => ({
      ...message,
      part: { number, isFirst: number === 1, isFinal: number === 3 }
    }))
  )
  const received = {
    ...one,
    manifest: { ...one.manifest, messages: [...parts, ...messages] },
    partsKeys: ['key', 'key', 'key', '']
  }
  const read: string[] = []
  const manifests: Pick<Manifests, 'get' | 'under'> = {
    under: async key => (key === 'key' ? [received.id] : []),
    get: async id => {
      read.push(id)
      return { id, at: one.receivedAt, keys: [], content: received, isFinished: true }
    }
  }
  const statuses = await collectParts(manifests as Manifests, received, Date.parse(one.receivedAt))
  expect(statuses.map(status => status?.state)).toEqual([
    'complete',
    'complete',
    'complete',
    undefined
  ])
  expect(read).toEqual([received.id])
})

test('counts passengers and crew each for themselves, and no change to a list', async () => {
  const one = aReceivedManifest([someone('in parts')], [])
  const part = (asked: Message['function'], number: number, isFinal = false) =>
    one.manifest.messages.map(message => ({
      ...message,
      function: asked,
      part: { number, isFirst: number === 1, isFinal }
    }))
  const messages = [
    ...part('passengers', 1),
    ...part('passengers', 3, true),
    ...part('crew', 1),
    ...part('crew', 2, true),
    ...part('change', 2)
  ]
  const received = {
    ...one,
    manifest: { ...one.manifest, messages },
    partsKeys: messages.map(() => 'key')
  }
  const manifests: Pick<Manifests, 'get' | 'under'> = {
    under: async () => [received.id],
    get: async id => ({
      id,
      at: one.receivedAt,
      keys: [],
      content: received,
      isFinished: true
    })
  }
  const statuses = await collectParts(manifests as Manifests, received, Date.parse(one.receivedAt))
  expect(statuses).toMatchObject([
    { state: 'waiting', missing: [2], persons: 2 },
    { state: 'waiting', missing: [2], persons: 2 },
    { state: 'complete', missing: [], persons: 2 },
    { state: 'complete', missing: [], persons: 2 },
    undefined
  ])
})

test('of a part that comes again and again the newest are counted, and the list is whole all the same', async () => {
  const people = Array.from({ length: 400 }, (_, at) => someone(`in a part ${at}`))
  const one = aReceivedManifest(people, [])
  const part = (number: number) => {
    const messages = one.manifest.messages.map(message => ({
      ...message,
      part: { number, isFirst: number === 1, isFinal: number === 2 }
    }))
    return { ...one, manifest: { ...one.manifest, messages }, partsKeys: ['key'] }
  }
  const [first, last] = [part(1), part(2)]
  const ids = ['second', 'first', ...Array.from({ length: 400 }, (_, at) => `repeated-${at}`)]
  const read: string[] = []
  const manifests: Pick<Manifests, 'get' | 'under'> = {
    under: async () => ids,
    get: async id => {
      read.push(id)
      const content = id === 'second' ? last : first
      return { id, at: one.receivedAt, keys: [], content, isFinished: true }
    }
  }
  const statuses = await collectParts(manifests as Manifests, last, Date.parse(one.receivedAt))
  expect(statuses).toMatchObject([{ state: 'complete', persons: 800 }])
  expect(read.length).toBeLessThan(150)
})
