import type { ListConfig } from '#src/domain/entry.ts'
import { okay, type Reply } from './call.ts'
import type { RunningService } from './running-service.ts'

/** A list of a service, and what its editor does with it. */
export interface TestList {
  readonly put: (entryId: string, entry: object) => Promise<Reply>
  readonly withdraw: (entryId: string, revision: number) => Promise<Reply>
  /** Objects go as one JSON a line, texts as they are. */
  readonly batch: (lines: readonly unknown[]) => Promise<Reply>
}

/** Makes a list of this agency. */
export const makeList = async (
  service: Pick<RunningService, 'asRole'>,
  list: string,
  { agency = 'interior', ...config }: Partial<ListConfig> = {}
): Promise<TestList> => {
  const editor = service.asRole('agency_editor', { agency })
  const body = { agency, title: `List ${list}`, purposes: ['border_control'], ...config }
  okay(await editor('PUT', `/v1/lists/${list}`, body))
  const at = (entryId: string) => `/v1/lists/${list}/entries/${entryId}`
  return {
    put: async (entryId, entry) => editor('PUT', at(entryId), entry),
    withdraw: async (entryId, revision) => editor('DELETE', `${at(entryId)}?revision=${revision}`),
    batch: async lines =>
      editor(
        'POST',
        `/v1/lists/${list}/entries/batch`,
        lines.map(line => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''),
        { 'content-type': 'application/x-ndjson' }
      )
  }
}
