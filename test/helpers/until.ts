import { expect } from 'vitest'

/** For what happens a moment later: asked again at once, at most this long. */
export const patient = { timeout: 10_000, interval: 10 }

/** Waits until the question has an answer other than undefined, and gives it. */
export const until = async <T>(
  ask: () => Promise<T | undefined>,
  timeout = patient.timeout
): Promise<T> => {
  let answer: T | undefined
  await expect
    .poll(
      async () => {
        answer = await ask()
        return answer !== undefined
      },
      { ...patient, timeout }
    )
    .toBe(true)
  if (answer === undefined) throw new Error('there was no answer in time')
  return answer
}
