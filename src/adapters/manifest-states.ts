import type { Offsets } from '#src/domain/ports.ts'

/** What is stored of a manifest: of the manifest itself sealed, of all else digests and instants. */
export interface ManifestState {
  /** Its place in the order in which manifests came. */
  readonly number: number
  readonly at: string
  readonly keys: readonly string[]
  readonly isFinished: boolean
  readonly isReduced: boolean
  /** Its content, sealed under its id, as base64. */
  readonly sealed: string
}

/** A manifest as the record holds it. */
export interface StoredManifest {
  readonly id: string
  /** Rises with whatever is stored of it, also across a loss of the view. */
  readonly revision: number
  /** Undefined where it was erased. */
  readonly state: ManifestState | undefined
}

/** A part of one partition of the record, to be put back. */
export interface RecordedPart {
  readonly partition: number
  /** How far the view had come before; undefined = nowhere. */
  readonly after: number | undefined
  /** How far it has come then. */
  readonly through: number
  /** Of each manifest in it the newest. */
  readonly stored: readonly StoredManifest[]
}

/** Manifests of the view as states, for the record that makes them again. */
export interface ManifestStates {
  /** What the record has not been given yet of this manifest; undefined where it has everything. */
  unrecorded(id: string): Promise<StoredManifest | undefined>
  /** The record has it: it waits no longer, unless it has changed since. */
  recorded(stored: StoredManifest): Promise<void>
  /** The record can not take it. */
  passOver(stored: StoredManifest): Promise<void>
  /** Ids that have waited for the record for some time, oldest first, for one node at a time: it has to `release` them. */
  claim(limit: number): Promise<readonly string[]>
  release(): Promise<void>
  counts(): Promise<{ readonly waiting: number; readonly tooLarge: number }>
  /** How far the view holds what stands in each partition of the record. */
  offsets(): Promise<Offsets>
  /** Puts back what the view lacks of it; what it holds in a later state stays. Rejects with VIEW_REPLACED where it had not come as far, or further. */
  restore(part: RecordedPart): Promise<void>
}
