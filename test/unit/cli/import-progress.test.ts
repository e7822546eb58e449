import { expect, test } from 'vitest'
import { showProgress } from '#src/cli/progress.ts'

const outputOf = (isTTY: boolean) => {
  const written: string[] = []
  let at = 0
  const output = { isTTY, write: (text: string) => written.push(text) }
  const progress = showProgress(output, { now: () => at })
  return { written, progress, pass: (milliseconds: number) => (at += milliseconds) }
}

test('writes one line over and over on a terminal, and wipes it for others', () => {
  const { written, progress, pass } = outputOf(true)
  progress.update(() => 'never shown')
  pass(250)
  progress.update(() => '1 row')
  progress.update(() => 'too soon')
  pass(250)
  progress.update(() => '2 rows')
  progress.say('a message')
  progress.done()
  const wipe = '\r\u001b[2K'
  expect(written).toEqual(['1 row', wipe, '2 rows', wipe, 'a message\n'])
})

test('writes a line now and then elsewhere', () => {
  const { written, progress, pass } = outputOf(false)
  for (let rows = 1; rows <= 100; rows += 1) {
    pass(250)
    progress.update(() => `${rows} rows`)
  }
  progress.done()
  expect(written).toEqual(['40 rows\n', '80 rows\n'])
})
