import { contentDigest } from '#src/domain/content-digest.ts'
import type { EntryContent } from '#src/domain/entry.ts'
import type {
  BatchLine,
  BatchResult,
  ListService,
  StoredEntry
} from '#src/watchlist/import/list-service.ts'

/** An entry that is a person. */
export type Person = EntryContent & { readonly kind: 'person' }
/** A person of this id. */
export const person = (id: string, full = `Person ${id}`): Person => ({
  id,
  kind: 'person',
  names: [{ full }]
})
/** The same as a list holds it. */
export const stored = (id: string, revision = 1, full?: string): StoredEntry => ({
  id,
  revision,
  state: 'active',
  digest: contentDigest(person(id, full))
})

/** A list in memory that takes changes by the service's rules. */
export const memoryList = (...before: StoredEntry[]) => {
  const entries = new Map(before.map(entry => [entry.id, entry]))
  const batches: (readonly BatchLine[])[] = []
  const take = (line: BatchLine): BatchResult => {
    const { id, revision } = line.entry
    if ((entries.get(id)?.revision ?? 0) >= revision) {
      return { id, status: 409, code: 'STALE_REVISION' }
    }
    const state = line.op === 'put' ? 'active' : 'withdrawn'
    const digest = line.op === 'put' ? { digest: contentDigest(line.entry) } : {}
    entries.set(id, { id, revision, state, ...digest })
    return { id, status: 200, revision }
  }
  const service: ListService = {
    stored: async function* () {
      yield* [...entries.values()]
    },
    find: async id => entries.get(id),
    send: async lines => {
      batches.push(lines)
      return lines.map(take)
    }
  }
  return { entries, batches, service }
}
