/** Portcullis' matching library: pure, synchronous, no I/O. */

export { compareAll } from './compare-all.ts'
export { type DescribedField, type DescribedModel, describeModel } from './describe-model.ts'
export type { Model } from './model.ts'
export { compareNames } from './names/compare-names.ts'
export * from './types.ts'
export { SnapshotRefused } from './watch/image.ts'
export type { IndexImage } from './watch/index-image.ts'
export { createWatchIndex, type WatchIndex } from './watch-index.ts'
export { readSnapshot, type SnapshotOrigin, writeSnapshot } from './watch-snapshot.ts'
