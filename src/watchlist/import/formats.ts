import { readCsv } from './csv/csv.ts'
import type { Reader } from './import-row.ts'
import { readNdjson } from './ndjson.ts'
import { readOfacSdn } from './ofac/ofac-sdn.ts'
import { readUn } from './un/un.ts'

/** The formats that lists come in, by the name that the command line knows them by. */
export const readers: Readonly<Record<string, Reader>> = {
  'ofac-sdn': readOfacSdn,
  un: readUn,
  ndjson: readNdjson,
  csv: readCsv
}
