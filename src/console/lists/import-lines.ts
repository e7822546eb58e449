/** What became of one line of an import. */
export interface LineResult {
  readonly id?: string
  readonly status: number
  readonly detail?: string
}

/** How far an import has come. */
export interface ImportProgress {
  readonly lines: number
  readonly done: number
  readonly taken: number
  /** Those that were refused, with the line's number in the file; bounded. */
  readonly refused: readonly { readonly line: number; readonly problem: string }[]
  readonly refusedCount: number
}

export type SendLines = (lines: readonly string[]) => Promise<readonly LineResult[]>

const linesPerRequest = 500
const refusedShown = 200

/** Sends a file's lines in groups and in order, telling of each group; an empty line is nothing. */
export const importLines = async (
  text: string,
  send: SendLines,
  onProgress: (progress: ImportProgress) => void
): Promise<ImportProgress> => {
  const lines = text
    .split(/\r?\n/)
    .map((content, at) => ({ content, line: at + 1 }))
    .filter(({ content }) => content.trim() !== '')
  let progress: ImportProgress = {
    lines: lines.length,
    done: 0,
    taken: 0,
    refused: [],
    refusedCount: 0
  }
  for (let start = 0; start < lines.length; start += linesPerRequest) {
    const group = lines.slice(start, start + linesPerRequest)
    const results = await send(group.map(({ content }) => content))
    const refused = group.flatMap(({ line }, at) => {
      const { status = 0, detail = 'no answer', id } = results[at] ?? {}
      return isTaken(status) ? [] : [{ line, problem: [id, detail].filter(Boolean).join(': ') }]
    })
    progress = {
      lines: lines.length,
      done: progress.done + group.length,
      taken: progress.taken + group.length - refused.length,
      refused: [...progress.refused, ...refused].slice(0, refusedShown),
      refusedCount: progress.refusedCount + refused.length
    }
    onProgress(progress)
  }
  return progress
}

const isTaken = (status: number) => status === 200 || status === 202
