import { createReadStream } from 'node:fs'

/** One line of a file or a body; without text where it can not be read, and then with the problem. */
export type Line =
  | { readonly number: number; readonly text: string }
  | { readonly number: number; readonly problem: string }

const maxLineBytes = 1 << 20
const newline = 0x0a
const substitute = '\u001a' // closes files that were made under DOS, OFAC's among them

/** The lines of a UTF-8 file; a line that is too long or no UTF-8 is a problem, and the next one is read. */
export const readLines = (path: string, maxBytes = maxLineBytes): AsyncGenerator<Line> =>
  linesIn(createReadStream(path, { highWaterMark: 1 << 18 }), maxBytes)

/** The same of bytes as they come; nothing is kept of a line that is too long. */
export async function* linesIn(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number
): AsyncGenerator<Line> {
  let pieces: Uint8Array[] = []
  let length = 0
  let number = 0
  const keep = (piece: Uint8Array) => {
    length += piece.length
    if (length <= maxBytes) pieces.push(piece)
    else pieces = []
  }
  const finish = (last: boolean): Line => {
    number += 1
    const [first] = pieces
    const whole = pieces.length === 1 && first ? first : Buffer.concat(pieces)
    const isTooLong = length > maxBytes
    pieces = []
    length = 0
    return isTooLong ? { number, problem: 'the line is too long' } : decodeLine(whole, number, last)
  }
  for await (const bytes of chunks) {
    let start = 0
    for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, start)) {
      keep(bytes.subarray(start, end))
      start = end + 1
      yield finish(false)
    }
    if (start < bytes.length) keep(bytes.subarray(start))
  }
  if (length > 0) yield finish(true)
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const decodeLine = (bytes: Uint8Array, number: number, last: boolean): Line => {
  try {
    let text = utf8.decode(bytes)
    if (number === 1 && text.startsWith('\ufeff')) text = text.slice(1)
    if (last && text.endsWith(substitute)) text = text.slice(0, -1)
    return { number, text: text.endsWith('\r') ? text.slice(0, -1) : text }
  } catch {
    return { number, problem: 'the line is not valid UTF-8' }
  }
}
