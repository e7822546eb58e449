import type { Model } from './model.ts'
import { hashText } from './watch/growable.ts'
import { createImageReader, SnapshotRefused, writeImage } from './watch/image.ts'
import type { IndexImage } from './watch/index-image.ts'
import { createWatchIndex, type WatchIndex } from './watch-index.ts'

/** What a snapshot belongs to. */
export interface SnapshotOrigin {
  readonly model: Model
  /** The code that read the names; other code may read them in another way. */
  readonly madeBy: string
}

interface About {
  readonly madeBy: string
  readonly model: string
  readonly note: unknown
}

/** An image of an index as bytes, in pieces of a quarter of a megabyte at most; `note` is JSON and comes back with it. */
export const writeSnapshot = (
  image: IndexImage,
  { model, madeBy }: SnapshotOrigin,
  note: unknown
): Generator<Uint8Array, void> => writeImage(image, { madeBy, model: digestOf(model), note })

/** Makes an index of the bytes of a snapshot, as they come. */
export interface SnapshotReader {
  /** Throws `SnapshotRefused` as soon as something is wrong. */
  readonly take: (piece: Uint8Array) => void
  /** The index and the note; throws `SnapshotRefused` when bytes are missing or were changed. */
  readonly finish: () => { readonly index: WatchIndex; readonly note: unknown }
}

/** A reader that takes only a snapshot of the same model, made by the same code. */
export const readSnapshot = ({ model, madeBy }: SnapshotOrigin): SnapshotReader => {
  let note: unknown
  const reader = createImageReader(given => {
    const about = given as Partial<About>
    if (about.model !== digestOf(model)) throw new SnapshotRefused('snapshot of another model')
    if (about.madeBy !== madeBy) throw new SnapshotRefused('snapshot made by other code')
    note = about.note
  })
  return {
    take: reader.take,
    finish: () => ({ index: createWatchIndex(model, reader.finish() as IndexImage), note })
  }
}

const digestOf = (model: Model): string => {
  const text = JSON.stringify(model)
  return [1, 2].map(seed => hashText(text, seed).toString(16)).join('-')
}
