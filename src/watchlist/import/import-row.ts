import type { EntryContent } from '../../domain/entry.ts'

/** Where something was found, and what, in words that hold no personal value. */
export interface Finding {
  readonly file: string
  readonly line: number
  readonly reason: string
}

/**
 * What one row of a file came to: an entry (with the details that had to be left out), a withdrawal, a
 * row that is no person or document, a row that could not be read, or the point where reading had to stop;
 * or what the entries of a whole file will lack.
 */
export type ImportRow =
  | {
      readonly kind: 'entry'
      readonly file: string
      readonly line: number
      readonly entry: EntryContent
      readonly warnings: readonly Finding[]
    }
  | {
      readonly kind: 'withdraw'
      readonly file: string
      readonly line: number
      readonly id: string
    }
  | ({ readonly kind: 'skipped' } & Finding)
  | ({ readonly kind: 'warning' } & Finding)
  | ({ readonly kind: 'rejected'; readonly id?: string } & Finding)
  | ({ readonly kind: 'incomplete' } & Finding)

/** Reads files of one format as they stream in, without ever holding a whole one. */
export type Reader = (paths: readonly string[]) => AsyncIterable<ImportRow>
