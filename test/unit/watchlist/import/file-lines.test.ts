import { expect, test } from 'vitest'
import { readLines } from '#src/watchlist/import/file-lines.ts'
import { temporaryFile } from './read-rows.ts'

const linesOf = async (content: string | Uint8Array, maxBytes?: number) => {
  const lines = []
  const path = await temporaryFile('lines.txt', content)
  for await (const line of readLines(path, maxBytes)) {
    lines.push('text' in line ? line.text : `! ${line.problem}`)
  }
  return lines
}

test('reads lines with either ending, with or without the last one', async () => {
  expect(await linesOf('one\r\ntwo\n\nfour')).toEqual(['one', 'two', '', 'four'])
  expect(await linesOf('')).toEqual([])
})

test('leaves out a byte order mark and the substitute character at the end', async () => {
  expect(await linesOf('\ufeffone\n\u001a')).toEqual(['one', ''])
})

test('names a line that is no UTF-8 and reads on', async () => {
  const bytes = Buffer.concat([
    Buffer.from('one\n'),
    Buffer.from([0x61, 0xff, 0x0a]),
    Buffer.from('three')
  ])
  expect(await linesOf(bytes)).toEqual(['one', '! the line is not valid UTF-8', 'three'])
})

test('names a line that is too long and reads on', async () => {
  expect(await linesOf(`one\n${'x'.repeat(600_000)}\nthree`, 1_000)).toEqual([
    'one',
    '! the line is too long',
    'three'
  ])
})
