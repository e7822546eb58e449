import { type Checksum, createChecksum } from './checksum.ts'
import { sharedBytes, sharedNumbers } from './shared-memory.ts'

/**
 * A part of the index as plain values and typed arrays, as it is written to a snapshot and made from again:
 *
 *   magic · format · length and checksum of the head │ head: JSON, arrays replaced by their numbers │ array 0 │ array 1 │ … │ checksum
 *
 * Everything is padded to words of four bytes; arrays are written as they lie in memory.
 */
export type Image =
  | number
  | string
  | readonly number[]
  | readonly string[]
  | Uint8Array
  | Uint32Array
  | readonly Image[]
  | { readonly [part: string]: Image }

/** A snapshot was not accepted; says why. */
export class SnapshotRefused extends Error {}

const magic = 0x58494350 // "PCIX"; another order of bytes reads another number
const format = 1
const wordBytes = 4
const pieceBytes = 1 << 18
const headMost = 1 << 26

interface Column {
  readonly isBytes: boolean
  readonly length: number
}

interface Head {
  readonly about: unknown
  readonly columns: readonly Column[]
  readonly image: unknown
}

/** Writes an image and what is to be known about it, in pieces of a quarter of a megabyte at most. */
export function* writeImage(image: Image, about: unknown): Generator<Uint8Array, void> {
  const arrays: (Uint8Array | Uint32Array)[] = []
  const tree = withoutArrays(image, arrays)
  const columns = arrays.map(({ length, BYTES_PER_ELEMENT }) => ({
    isBytes: BYTES_PER_ELEMENT === 1,
    length
  }))
  const head = new TextEncoder().encode(JSON.stringify({ about, columns, image: tree }))
  const checksum = createChecksum()
  const start = Uint32Array.of(magic, format, head.length, checksumOf(head))
  yield* piecesOf(start, checksum)
  yield* piecesOf(head, checksum)
  for (const array of arrays) yield* piecesOf(array, checksum)
  yield bytesOf(checksum.value())
}

/** The image with every array moved to the list, and its number there instead. */
const withoutArrays = (image: Image, arrays: (Uint8Array | Uint32Array)[]): unknown => {
  if (typeof image !== 'object') return image
  if (image instanceof Uint8Array || image instanceof Uint32Array) {
    return { array: arrays.push(image) - 1 }
  }
  if (isList(image)) {
    return typeof image[0] === 'object' ? image.map(item => withoutArrays(item, arrays)) : image
  }
  return Object.fromEntries(
    Object.entries(image).map(([part, own]) => [part, withoutArrays(own, arrays)])
  )
}

function* piecesOf(array: Uint8Array | Uint32Array, checksum: Checksum): Generator<Uint8Array> {
  const bytes = bytesOf(array)
  const whole = bytes.length - (bytes.length % wordBytes)
  for (let from = 0; from < whole; from += pieceBytes) {
    const piece = wordsOf(bytes.subarray(from, Math.min(whole, from + pieceBytes)))
    checksum.add(piece)
    yield bytesOf(piece)
  }
  if (whole === bytes.length) return
  const last = new Uint8Array(wordBytes)
  last.set(bytes.subarray(whole))
  checksum.add(wordsOf(last))
  yield last
}

/** Reads what `writeImage` wrote, however it is cut into pieces. */
export interface ImageReader {
  readonly take: (piece: Uint8Array) => void
  /** The image; throws `SnapshotRefused` when something is missing or was changed. */
  readonly finish: () => unknown
}

/** A reader that asks `accept` what it thinks of the image, before any of its arrays is read; it may throw. */
export const createImageReader = (accept: (about: unknown) => void): ImageReader => {
  const checksum = createChecksum()
  const arrays: (Uint8Array | Uint32Array)[] = []
  let head: Head | undefined
  let filling: Uint8Array = new Uint8Array(startBytes)
  let filled = 0
  let step: () => void = readStart

  function readStart(): void {
    const [found, version, length = 0, expected] = wordsOf(filling)
    if (found !== magic) throw new SnapshotRefused('not a snapshot of an index')
    if (version !== format)
      throw new SnapshotRefused(`snapshot of format ${version}, not ${format}`)
    if (length > headMost) throw new SnapshotRefused('the head of the snapshot is too long')
    checksum.add(wordsOf(filling))
    expect(length, () => readHead(length, expected))
  }
  function readHead(length: number, expected: number | undefined): void {
    checksum.add(wordsOf(filling))
    const bytes = filling.subarray(0, length)
    if (checksumOf(bytes) !== expected)
      throw new SnapshotRefused('the head of the snapshot is wrong')
    head = JSON.parse(new TextDecoder().decode(bytes)) as Head
    accept(head.about)
    nextArray()
  }
  function nextArray(): void {
    const column = head?.columns[arrays.length]
    if (column === undefined) {
      expect(2 * wordBytes, readEnd)
      return
    }
    const { isBytes, length } = column
    expect(isBytes ? length : length * wordBytes, () => {
      const words = wordsOf(filling)
      checksum.add(words)
      arrays.push(isBytes ? filling.subarray(0, length) : words)
      nextArray()
    })
  }
  function readEnd(): void {
    const [first, second] = wordsOf(filling)
    const [expectedFirst, expectedSecond] = checksum.value()
    if (first !== expectedFirst || second !== expectedSecond) {
      throw new SnapshotRefused('the checksum of the snapshot is wrong')
    }
    step = () => undefined
    filling = new Uint8Array()
    filled = 0
  }
  function expect(bytes: number, then: () => void): void {
    filling = sharedBytes(Math.ceil(bytes / wordBytes) * wordBytes)
    filled = 0
    step = then
    if (bytes === 0) then()
  }

  return {
    take: piece => {
      for (let at = 0; at < piece.length; ) {
        if (filling.length === 0) throw new SnapshotRefused('the snapshot is too long')
        const part = piece.subarray(at, at + filling.length - filled)
        filling.set(part, filled)
        filled += part.length
        at += part.length
        if (filled === filling.length) step()
      }
    },
    finish: () => {
      if (head === undefined || filling.length > 0) {
        throw new SnapshotRefused('the snapshot ends too early')
      }
      return revive(head.image, arrays)
    }
  }
}

const startBytes = 4 * wordBytes

/** Checked by itself, before memory is taken for what it says. */
const checksumOf = (head: Uint8Array): number => {
  const padded = new Uint8Array(Math.ceil(head.length / wordBytes) * wordBytes)
  padded.set(head)
  const checksum = createChecksum()
  checksum.add(wordsOf(padded))
  return checksum.value()[0] ?? 0
}

const revive = (value: unknown, arrays: readonly (Uint8Array | Uint32Array)[]): unknown => {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(item => revive(item, arrays))
  if ('array' in value) return arrays[Number(value.array)]
  return Object.fromEntries(Object.entries(value).map(([part, own]) => [part, revive(own, arrays)]))
}

const copiedBytes = 1 << 20

/** Copies the arrays of an image into shared memory, in steps of about a megabyte: a thread takes it over as it is, and the collector does not hurry because of it. */
export function* copyImage<Kind extends Image>(image: Kind): Generator<void, Kind> {
  return (yield* copied(image)) as Kind
}

function* copied(image: Image): Generator<void, Image> {
  if (typeof image !== 'object') return image
  if (image instanceof Uint8Array || image instanceof Uint32Array) {
    const copy =
      image instanceof Uint8Array ? sharedBytes(image.length) : sharedNumbers(image.length)
    const atOnce = copiedBytes / image.BYTES_PER_ELEMENT
    for (let from = 0; from < image.length; from += atOnce) {
      copy.set(image.subarray(from, from + atOnce), from)
      yield
    }
    return copy
  }
  if (isList(image)) {
    if (typeof image[0] !== 'object') return image.slice()
    const list: Image[] = []
    for (const item of image) list.push(yield* copied(item))
    return list
  }
  const parts: { [part: string]: Image } = {}
  for (const [part, own] of Object.entries(image)) parts[part] = yield* copied(own)
  return parts
}

const isList = (image: Image): image is readonly Image[] => Array.isArray(image)

const bytesOf = ({ buffer, byteOffset, byteLength }: Uint8Array | Uint32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength)

/** The same memory as words; copied where it does not begin at one. */
const wordsOf = (bytes: Uint8Array): Uint32Array => {
  const { buffer, byteOffset, byteLength } =
    bytes.byteOffset % wordBytes === 0 ? bytes : bytes.slice()
  return new Uint32Array(buffer, byteOffset, byteLength / wordBytes)
}
