import type { Line } from './file-lines.ts'

/** One record of a CSV file with the line it starts on, or why that line is none. */
export type CsvRecord =
  | { readonly line: number; readonly fields: readonly string[] }
  | { readonly line: number; readonly problem: string }

const maxLinesOfRecord = 500
const maxLengthOfRecord = 1 << 20

/**
 * The records among the lines, each of `columns` fields where that is given. A record that can't be read
 * costs its first line only: reading goes on at the next one, so that an unclosed quote never swallows
 * what follows. (Ready-made CSV parsers stop there, or read on to the next quote.)
 */
export async function* csvRecords(
  lines: AsyncIterable<Line>,
  columns?: number
): AsyncGenerator<CsvRecord> {
  const source = lines[Symbol.asyncIterator]()
  const waiting: Line[] = []
  const lineAt = async (index: number) => {
    while (waiting.length <= index) {
      const next = await source.next()
      if (next.done) return undefined
      waiting.push(next.value)
    }
    return waiting[index]
  }
  try {
    for (let first = await lineAt(0); first; first = await lineAt(0)) {
      if ('problem' in first) {
        yield { line: first.number, problem: first.problem }
        waiting.shift()
        continue
      }
      if (isNothing(first.text)) {
        waiting.shift()
        continue
      }
      let text = first.text
      let read = readRecord(text)
      let used = 1
      while (read === 'open' && used < maxLinesOfRecord && text.length < maxLengthOfRecord) {
        const next = await lineAt(used)
        if (!next || 'problem' in next) break
        text += `\n${next.text}`
        used += 1
        if (next.text.includes('"')) read = readRecord(text)
      }
      const problem = whatIsWrong(read, columns)
      if (typeof read === 'object' && problem === undefined) {
        yield { line: first.number, fields: read }
        waiting.splice(0, used)
      } else {
        const unclosed = used > 1 ? whatIsWrong('open', columns) : problem
        yield { line: first.number, problem: unclosed ?? 'the record can not be read' }
        waiting.shift()
      }
    }
  } finally {
    await source.return?.()
  }
}

/** Blank, a row of a spreadsheet without a value, or the sign that DOS ends files with, on a line of its own. */
const isNothing = (text: string) => /^[\s,]*$/.test(text) || text === '\u001a'

const whatIsWrong = (read: ReturnType<typeof readRecord>, columns: number | undefined) => {
  if (read === 'open') return 'a quote is never closed'
  if (read === 'stray') return 'text follows a closing quote'
  return columns !== undefined && read.length !== columns
    ? `${read.length} columns instead of ${columns}`
    : undefined
}

/** The fields of one record; `open` when a quote is not closed, `stray` when text follows a closed one. */
const readRecord = (text: string): readonly string[] | 'open' | 'stray' => {
  const fields: string[] = []
  let at = 0
  for (;;) {
    while (text[at] === ' ') at += 1
    if (text[at] === '"') {
      const end = closingQuote(text, at + 1)
      if (end < 0) return 'open'
      fields.push(text.slice(at + 1, end).replaceAll('""', '"'))
      at = end + 1
      while (text[at] === ' ') at += 1
      if (at < text.length && text[at] !== ',') return 'stray'
    } else {
      const comma = text.indexOf(',', at)
      const end = comma < 0 ? text.length : comma
      fields.push(text.slice(at, end).trim())
      at = end
    }
    if (at >= text.length) return fields
    at += 1
  }
}

const closingQuote = (text: string, from: number) => {
  let at = text.indexOf('"', from)
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2)
  return at
}
