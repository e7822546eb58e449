import { createReadStream } from 'node:fs'
import { SaxesParser } from 'saxes'

/** One element with what stands in it. */
export interface Element {
  readonly name: string
  readonly line: number
  readonly children: Element[]
  text: string
}

/** What a streamed file gives: whole elements of the wanted names, skipped ones, or where reading had to stop. */
export type Piece =
  | { readonly kind: 'element'; readonly element: Element }
  | { readonly kind: 'skipped'; readonly name: string; readonly line: number }
  | { readonly kind: 'broken'; readonly line: number; readonly reason: string }

const maxSizeOfElement = 4 << 20
const tooLarge = 'one entry is larger than 4 MiB'

/**
 * Streams the elements of the wanted name out of an XML file as each is closed, so that a file that breaks
 * off still gives everything before the break. Elements to skip are counted without being kept.
 */
export async function* readElements(
  path: string,
  { root, wanted, skipped }: { root: string; wanted: string; skipped: string }
): AsyncGenerator<Piece> {
  const parser = new SaxesParser({ xmlns: false, fileName: '' })
  const open: Element[] = []
  let ready: Piece[] = []
  let broken: Piece | undefined
  let depth = 0
  let held = 0
  let bytesSinceTag = 0
  const stop = (reason: string) => {
    broken ??= { kind: 'broken', line: parser.line, reason }
  }
  const hold = (size: number) => {
    held += size
    if (held > maxSizeOfElement) stop(tooLarge)
  }
  const addText = (text: string) => {
    const inner = open.at(-1)
    if (!inner || broken) return
    inner.text += text
    hold(text.length)
  }
  parser.on('error', error => stop(`XML: ${error.message.replace(/^[\d:\s]+/, '')}`))
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('opentagstart', ({ name }) => {
    bytesSinceTag = 0
    const element = { name, line: parser.line, children: [], text: '' }
    if (depth === 0 && name !== root) stop(`the file is no ${root}`)
    depth += 1
    if (name === skipped && open.length === 0) {
      ready.push({ kind: 'skipped', name, line: parser.line })
    } else if (open.length > 0 || name === wanted) {
      open.at(-1)?.children.push(element)
      open.push(element)
      hold(64)
    }
  })
  parser.on('closetag', () => {
    bytesSinceTag = 0
    depth -= 1
    const element = open.pop()
    if (!element || open.length > 0) return
    if (!broken) ready.push({ kind: 'element', element })
    held = 0
  })
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const feed = (bytes: Buffer | undefined) => {
    bytesSinceTag += bytes?.length ?? 0 // text reaches us at its end only
    if (bytesSinceTag > maxSizeOfElement) stop(tooLarge)
    try {
      parser.write(decoder.decode(bytes, { stream: bytes !== undefined }))
      if (!bytes) parser.close()
    } catch {
      stop('the text is not valid UTF-8')
    }
    const pieces = broken ? [...ready, broken] : ready
    ready = []
    return pieces
  }
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 16 })) {
    yield* feed(chunk as Buffer)
    if (broken) return
  }
  yield* feed(undefined)
}

/** The text of the first child of this name, on one line; empty when there is none. */
export const textOf = (element: Element, name: string): string =>
  oneLine(element.children.find(child => child.name === name)?.text ?? '')

/** The children of this name. */
export const all = (element: Element, name: string): readonly Element[] =>
  element.children.filter(child => child.name === name)

/** The texts of the `VALUE`s within the children of this name. */
export const valuesOf = (element: Element, name: string): readonly string[] =>
  all(element, name)
    .flatMap(child => (child.children.length > 0 ? child.children : [child]))
    .map(({ text }) => oneLine(text))
    .filter(text => text !== '' && text.toLowerCase() !== 'na')

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()
