import { basename } from 'node:path'
import type { Reader } from '../import-row.ts'
import { settleEntry } from '../settle-entry.ts'
import { readElements } from './elements.ts'
import { readIndividual } from './individual.ts'

const shape = { root: 'CONSOLIDATED_LIST', wanted: 'INDIVIDUAL', skipped: 'ENTITY' }

/** Reads the UN Security Council's consolidated list: its individuals. */
export const readUn: Reader = async function* (paths) {
  for (const path of paths) {
    const file = basename(path)
    for await (const piece of readElements(path, shape)) {
      if (piece.kind === 'broken') {
        yield { kind: 'incomplete', file, line: piece.line, reason: piece.reason }
      } else if (piece.kind === 'skipped') {
        yield { kind: 'skipped', file, line: piece.line, reason: 'entity' }
      } else {
        const { line } = piece.element
        const { draft, warnings } = readIndividual(piece.element)
        const settled = settleEntry(draft)
        yield 'reason' in settled
          ? {
              kind: 'rejected',
              file,
              line,
              reason: settled.reason,
              ...(draft.id && { id: draft.id })
            }
          : {
              kind: 'entry',
              file,
              line,
              entry: settled.entry,
              warnings: [
                ...warnings.map(warning => ({ file, ...warning })),
                ...settled.warnings.map(reason => ({ file, line, reason }))
              ]
            }
      }
    }
  }
}
