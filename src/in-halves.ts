import { commitTooLargeCode } from './domain/ports.ts'

/** Handles a batch; where what it comes to is too much for one commit, its halves one after another. */
export const inHalves = async <T>(
  batch: readonly T[],
  handle: (part: readonly T[]) => Promise<void>
): Promise<void> => {
  try {
    await handle(batch)
  } catch (error) {
    if (batch.length < 2 || !isTooLarge(error)) throw error
    const middle = batch.length >> 1
    await inHalves(batch.slice(0, middle), handle)
    await inHalves(batch.slice(middle), handle)
  }
}

const isTooLarge = (error: unknown) => (error as { code?: unknown }).code === commitTooLargeCode
