/** What a service says of itself at one moment. */
export interface ServiceFigures {
  readonly residentBytes: number
  readonly heapBytes: number
  readonly databaseBytes: number
  readonly entries: number
  readonly listVersion: number
  /** Up to which version of the list a snapshot of the index is kept. */
  readonly snapshotVersion: number
  /** Of all manifests so far, by what became of them. */
  readonly persons: { readonly [outcome: string]: number }
}

/** Reads the metrics of a service, as the holder of an admin's token. */
export const readFigures = async (url: string, token: string): Promise<ServiceFigures> => {
  const reply = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } })
  const text = await reply.text()
  const gauge = (name: string) => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1] ?? 0)
  const persons = text.matchAll(/^portcullis_manifest_persons_total\{outcome="(\w+)"\} (\S+)/gm)
  return {
    residentBytes: gauge('process_resident_memory_bytes'),
    heapBytes: gauge('nodejs_heap_size_used_bytes'),
    databaseBytes: gauge('portcullis_database_bytes\\{file="database"\\}'),
    entries: gauge('portcullis_list_entries'),
    listVersion: gauge('portcullis_list_version'),
    snapshotVersion: gauge('portcullis_index_snapshot_version'),
    persons: Object.fromEntries([...persons].map(([, outcome, count]) => [outcome, Number(count)]))
  }
}

export const mebibytes = (bytes: number | undefined): number => Math.round((bytes ?? 0) / 2 ** 20)
