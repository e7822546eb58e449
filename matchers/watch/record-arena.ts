import { sharedBytes } from './shared-memory.ts'

/** Entries as JSON in large blocks of bytes: read only for the few that are compared in full. */
export interface RecordArena {
  readonly bytes: number
  /** Stores a record; returns block and offset. */
  readonly put: (text: string) => readonly [block: number, offset: number]
  readonly get: (block: number, offset: number) => string
  /** Stores a record once more, as part of the newest block. */
  readonly copy: (block: number, offset: number) => readonly [block: number, offset: number]
  readonly release: (block: number, offset: number) => void
  /** A block that is more than half dead and worth rewriting. */
  readonly sparseBlock: () => number | undefined
  readonly drop: (block: number) => void
  /** Its memory as it is; what comes later is added behind, or to other blocks. */
  readonly image: () => ArenaImage
}

/** What an arena is made from again; a block that was dropped is empty. */
export type ArenaImage = {
  readonly blocks: readonly Uint8Array[]
  readonly dead: readonly number[]
}

interface Block {
  readonly buffer: Uint8Array
  used: number
  dead: number
}

const blockBytes = 1 << 20
const header = 4

/** An arena, empty or as it was. */
export const createRecordArena = (image?: ArenaImage): RecordArena => {
  const encoder = new TextEncoder()
  const decoder = new TextDecoder()
  const blocks = (image?.blocks ?? []).map((buffer, at): Block | undefined =>
    buffer.length === 0 ? undefined : { buffer, used: buffer.length, dead: image?.dead[at] ?? 0 }
  )
  const free = blocks.flatMap((block, at) => (block === undefined ? [at] : []))
  let current = -1
  let scratch = new Uint8Array(1 << 14)

  const open = (size: number): number => {
    const at = free.pop() ?? blocks.length
    blocks[at] = { buffer: sharedBytes(Math.max(size, blockBytes)), used: 0, dead: 0 }
    return at
  }
  const sizeAt = ({ buffer }: Block, offset: number): number =>
    (buffer[offset] ?? 0) |
    ((buffer[offset + 1] ?? 0) << 8) |
    ((buffer[offset + 2] ?? 0) << 16) |
    ((buffer[offset + 3] ?? 0) << 24)

  const store = (record: Uint8Array): readonly [number, number] => {
    const size = record.length
    const needed = size + header
    let block = blocks[current]
    if (block === undefined || block.used + needed > block.buffer.length) {
      current = open(needed)
      block = blocks[current]
    }
    if (block === undefined) throw new Error('arena block missing')
    const offset = block.used
    for (let at = 0; at < header; at++) block.buffer[offset + at] = (size >>> (8 * at)) & 255
    block.buffer.set(record, offset + header)
    block.used += needed
    return [current, offset]
  }
  const bytesOf = (at: number, offset: number): Uint8Array => {
    const block = blocks[at]
    if (block === undefined) throw new Error('arena block missing')
    const from = offset + header
    return block.buffer.subarray(from, from + sizeAt(block, offset))
  }

  return {
    get bytes() {
      return blocks.reduce((sum, block) => sum + (block?.buffer.byteLength ?? 0), 0)
    },
    put: text => {
      if (scratch.length < text.length * 3) scratch = new Uint8Array(text.length * 3)
      const { written: size } = encoder.encodeInto(text, scratch)
      return store(scratch.subarray(0, size))
    },
    get: (at, offset) => decoder.decode(bytesOf(at, offset)),
    copy: (at, offset) => store(bytesOf(at, offset)),
    release: (at, offset) => {
      const block = blocks[at]
      if (block !== undefined) block.dead += sizeAt(block, offset) + header
    },
    sparseBlock: () => {
      const found = blocks.findIndex(
        (block, at) => at !== current && block !== undefined && block.dead * 2 > block.used
      )
      return found < 0 ? undefined : found
    },
    drop: at => {
      blocks[at] = undefined
      free.push(at)
    },
    image: () => ({
      blocks: blocks.map(block => block?.buffer.subarray(0, block.used) ?? new Uint8Array()),
      dead: blocks.map(block => block?.dead ?? 0)
    })
  }
}
