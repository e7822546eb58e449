/** So many numbers, all 0, in memory that every thread may read once it is handed to it. */
export const sharedNumbers = (length: number): Uint32Array =>
  new Uint32Array(new SharedArrayBuffer(length * Uint32Array.BYTES_PER_ELEMENT))

/** So many bytes, all 0, in memory that every thread may read once it is handed to it. */
export const sharedBytes = (length: number): Uint8Array =>
  new Uint8Array(new SharedArrayBuffer(length))

/** A copy in such memory. */
export const inSharedMemory = (numbers: ArrayLike<number>): Uint32Array => {
  const shared = sharedNumbers(numbers.length)
  shared.set(numbers)
  return shared
}
