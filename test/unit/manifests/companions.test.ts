import { expect, test } from 'vitest'
import { idsUnder } from '#src/domain/ids.ts'
import type { Manifests } from '#src/domain/ports.ts'
import { companionsOf } from '#src/manifests/companions.ts'
import { aReceivedManifest, aScreenedPerson } from '#test/helpers/received-manifest.ts'
import { someone } from '#test/helpers/someone.ts'

const size = 300
const people = Array.from({ length: size }, (_, at) => someone(`of the party ${at}`))
const outcomes = people.map((_, at) => aScreenedPerson(at + 1, `case-${at}`))
const { manifest } = aReceivedManifest(people, outcomes)
const inOneReservation = {
  ...manifest,
  messages: manifest.messages.map(message => ({
    ...message,
    persons: message.persons.map(person => ({ ...person, locator: 'PARTY' }))
  }))
}

/** The companions of one of them, where the whole flight was sent so often; and the manifests that were read. */
const askOf = async (manifestId: string, times: number) => {
  const ids = Array.from({ length: times }, (_, at) => `m-${at}`)
  const read: string[] = []
  const manifests: Partial<Manifests> = {
    under: async () => ids,
    get: async id => {
      read.push(id)
      const content = aReceivedManifest([], outcomes, { id, manifest: inOneReservation })
      return { id, at: '', keys: [], content, isFinished: true }
    }
  }
  const deps = {
    ids: idsUnder(Buffer.alloc(32)),
    manifests: manifests as Manifests,
    cases: { get: async () => [] }
  }
  const onManifest = { manifestId, message: 1, person: 1, locator: 'PARTY' }
  return { companions: await companionsOf(deps, onManifest, 'interior'), read }
}

test('names everybody of a party that was sent a few times, as the newest list describes them', async () => {
  const { companions, read } = await askOf('m-2', 3)
  expect(read.toSorted()).toEqual(['m-0', 'm-1', 'm-2'])
  expect(companions).toHaveLength(size - 1)
  expect(companions[0]).toMatchObject({ manifestId: 'm-0', person: 2 })
})

test('of a flight that was sent a hundred times no more is read than fits, and the own list always', async () => {
  const { companions, read } = await askOf('m-99', 100)
  expect(read).toContain('m-99')
  expect(read.length).toBeLessThan(40)
  expect(companions).toHaveLength(size - 1)
})
