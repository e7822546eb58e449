import { basename } from 'node:path'
import { readLines } from './file-lines.ts'
import type { ImportRow, Reader } from './import-row.ts'
import { settleEntry } from './settle-entry.ts'

/** Reads one entry a line, as the API takes them: bare, or as `{ "op": "put" | "withdraw", "entry" }`. */
export const readNdjson: Reader = async function* (paths) {
  for (const path of paths) {
    const file = basename(path)
    for await (const line of readLines(path)) {
      if ('problem' in line) {
        yield { kind: 'rejected', file, line: line.number, reason: line.problem }
      } else if (line.text.trim() !== '') {
        yield readRow(file, line.number, line.text)
      }
    }
  }
}

const readRow = (file: string, line: number, text: string): ImportRow => {
  const parsed = parse(text)
  if (parsed === undefined) return { kind: 'rejected', file, line, reason: 'the line is not JSON' }
  const { op, entry } = isObject(parsed) && 'op' in parsed ? command(parsed) : put(parsed)
  if (op === undefined) {
    const reason = 'expected { "op": "put" or "withdraw", "entry": { … } }'
    return { kind: 'rejected', file, line, reason }
  }
  const id = isObject(entry) && typeof entry['id'] === 'string' ? entry['id'] : undefined
  if (op === 'withdraw') {
    return id === undefined
      ? { kind: 'rejected', file, line, reason: 'id: is required' }
      : { kind: 'withdraw', file, line, id }
  }
  const settled = settleEntry(withoutRevision(entry))
  if ('reason' in settled) {
    return { kind: 'rejected', file, line, reason: settled.reason, ...(id && { id }) }
  }
  const warnings = settled.warnings.map(reason => ({ file, line, reason }))
  return { kind: 'entry', file, line, entry: settled.entry, warnings }
}

const put = (entry: unknown) => ({ op: 'put' as const, entry })

const command = ({ op, entry, ...others }: Record<string, unknown>) =>
  (op === 'put' || op === 'withdraw') && Object.keys(others).length === 0
    ? { op, entry }
    : { op: undefined, entry }

/** The service's own revision counts, so that the same file can be imported again. */
const withoutRevision = (entry: unknown) => {
  if (!isObject(entry)) return entry
  const { revision: _, ...content } = entry
  return content
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
