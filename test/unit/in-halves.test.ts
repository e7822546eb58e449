import { expect, test } from 'vitest'
import { commitTooLarge } from '#src/adapters/commit-too-large.ts'
import { inHalves } from '#src/in-halves.ts'

/** Takes at most so many at once, as a store does. */
const takingAtMost = (most: number) => {
  const taken: number[][] = []
  const handle = async (part: readonly number[]) => {
    if (part.length > most) throw commitTooLarge()
    taken.push([...part])
  }
  return { taken, handle }
}

test('a batch that can be committed is handled as it is', async () => {
  const { taken, handle } = takingAtMost(3)
  await inHalves([1, 2, 3], handle)
  expect(taken).toEqual([[1, 2, 3]])
})

test('a batch that is too much is handled in parts, in order, each once', async () => {
  const { taken, handle } = takingAtMost(2)
  await inHalves([1, 2, 3, 4, 5, 6, 7], handle)
  expect(taken.flat()).toEqual([1, 2, 3, 4, 5, 6, 7])
  expect(Math.max(...taken.map(part => part.length))).toBe(2)
})

test('one command that is too much by itself is refused, and so is every other fault', async () => {
  await expect(inHalves([1, 2], takingAtMost(0).handle)).rejects.toMatchObject({
    code: 'COMMIT_TOO_LARGE'
  })
  const broken = async () => Promise.reject(new Error('broken'))
  await expect(inHalves([1, 2], broken)).rejects.toThrow('broken')
})
