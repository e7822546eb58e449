import { type Line, linesIn } from '../watchlist/import/file-lines.ts'

// As long as an entry may be that is sent alone.
const maxLineBytes = 256 * 1024
const maxLines = 2_000
// Of whole lines; so much, and a line more, is the most that is held of a body.
const maxCharacters = 4 * 1024 * 1024

/** The lines of a body, without blank ones, in groups that are taken together. */
export async function* lineGroups(
  body: AsyncIterable<Uint8Array>
): AsyncGenerator<readonly Line[]> {
  let group: Line[] = []
  let characters = 0
  for await (const line of linesIn(body, maxLineBytes)) {
    if ('text' in line && line.text.trim() === '') continue
    group.push(line)
    characters += 'text' in line ? line.text.length : 0
    if (group.length < maxLines && characters < maxCharacters) continue
    yield group
    group = []
    characters = 0
  }
  if (group.length > 0) yield group
}
