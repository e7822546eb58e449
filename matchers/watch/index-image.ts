import type { DeltaImage } from './delta.ts'
import type { DictionaryImage } from './dictionary.ts'
import type { DocumentsImage } from './document-table.ts'
import type { StoreImage } from './entry-store.ts'
import type { ArenaImage } from './record-arena.ts'
import type { SegmentImage } from './segment.ts'

/** What an index is made from again. */
export type IndexImage = {
  readonly segments: readonly SegmentImage[]
  readonly records: ArenaImage
  readonly dictionary: DictionaryImage
  readonly store: StoreImage
  readonly documents: DocumentsImage
  readonly deltas: readonly DeltaImage[]
}

/** Slots that no row refers to: those of entries without a name, and those that are free. */
export function* unreferredSlots({ segments, deltas, store }: IndexImage): Generator<number, void> {
  const isReferred = new Uint8Array(store.keyHash.length)
  for (const { rowSlot } of segments) for (const slot of rowSlot) isReferred[slot] = 1
  for (const { slots } of deltas) for (const slot of slots) isReferred[slot] = 1
  for (let slot = 0; slot < isReferred.length; slot++) if (isReferred[slot] === 0) yield slot
}
