import type { Entry } from '../../domain/entry.ts'

/** What a list already holds of an entry. */
export interface StoredEntry {
  readonly id: string
  readonly revision: number
  readonly state: 'active' | 'withdrawn'
  /** Of its content, as `contentDigest` makes it; a withdrawn entry may have none. */
  readonly digest?: string
}

/** One change of a batch. */
export type BatchLine =
  | { readonly op: 'put'; readonly entry: Entry }
  | { readonly op: 'withdraw'; readonly entry: { readonly id: string; readonly revision: number } }

/** What became of one change. */
export interface BatchResult {
  readonly id: string
  readonly status: number
  readonly revision?: number
  readonly code?: string
  readonly detail?: string
}

/** The list that is imported into, wherever it is. */
export interface ListService {
  /** All its entries, ordered by id. */
  stored(): AsyncIterable<StoredEntry>
  /** One of them as it is now. */
  find(id: string): Promise<StoredEntry | undefined>
  /** Makes the changes; one result each, in their order. Rejects when the service can't be reached any more. */
  send(lines: readonly BatchLine[]): Promise<readonly BatchResult[]>
}
