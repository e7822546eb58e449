import { expect, test } from 'vitest'
import { watchState } from '#src/adapters/kafka/watch-state.ts'
import { viewReplaced, viewUnavailable } from '#src/adapters/redis/unavailable.ts'
import type { Offsets } from '#src/domain/ports.ts'

const lost = { code: 'RECORD_UNAVAILABLE' }
const gone = new Error('may be asked only when it begins')

/** The look of a follower that has handled five events of a partition, and whose state now says this. */
const lookAt = async (holds: () => Promise<Offsets>) => {
  const state = watchState({ after: () => Promise.reject(gone), holds })
  state.begin([0, 1], new Map())
  state.handled(0, 5)
  await state.look()
}

test.for([
  { holds: new Map(), why: 'it was emptied' },
  { holds: new Map([[0, 4]]), why: 'it was set back' }
])('a state that holds less than it was given is lost: $why', async ({ holds }) => {
  await expect(lookAt(async () => holds)).rejects.toMatchObject(lost)
})

test('a state that says itself that it is another is lost', async () => {
  await expect(lookAt(() => Promise.reject(viewReplaced()))).rejects.toMatchObject(lost)
})

test('a state that holds what it was given, or can not be asked, is not lost', async () => {
  await expect(lookAt(async () => new Map([[0, 5]]))).resolves.toBeUndefined()
  await expect(lookAt(() => Promise.reject(viewUnavailable()))).resolves.toBeUndefined()
})

test('a follower that names nothing to look at is asked where it would begin', async () => {
  const state = watchState({ after: async () => new Map() })
  state.begin([0], new Map([[0, 5]]))
  await expect(state.look()).rejects.toMatchObject(lost)
})
