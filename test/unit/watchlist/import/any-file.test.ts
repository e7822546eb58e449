import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fixture, readRows, temporaryFile } from './read-rows.ts'

const files = [
  ['ofac-sdn', 'ofac/sdn.csv', 'sdn.csv'],
  ['un', 'un.xml', 'un.xml'],
  ['ndjson', 'entries.ndjson', 'entries.ndjson'],
  ['csv', 'entries.csv', 'entries.csv']
] as const

test.for(files)('survives any damage to a file of %s', async ([format, source, name]) => {
  const whole = await readFile(fixture(source))
  const damage = fc.record({
    at: fc.nat(whole.length),
    removed: fc.nat(60),
    inserted: fc.uint8Array({ maxLength: 20 })
  })
  await fc.assert(
    fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 4 }), async places => {
      let bytes = whole
      for (const { at, removed, inserted } of places) {
        bytes = Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at + removed)])
      }
      const damaged = await temporaryFile(name, bytes)
      const rows = await readRows(format, damaged)
      expect(rows.length).toBeGreaterThan(0)
      for (const row of rows) expect(row.file).toBe(name)
    }),
    { numRuns: 50 }
  )
})

const ofLines = files.filter(([format]) => format !== 'un')

test.for(ofLines)(
  'loses at most the damaged lines of a file of %s',
  async ([format, source, name]) => {
    const lines = (await readFile(fixture(source), 'utf8')).split('\n')
    const before = await readRows(format, await temporaryFile(name, lines.join('\n')))
    const entries = before.filter(({ kind }) => kind === 'entry')
    for (const { line } of entries) {
      const broken = lines.with(line - 1, `${lines[line - 1]?.slice(0, 12)}"`)
      const after = await readRows(format, await temporaryFile(name, broken.join('\n')))
      const kept = after.filter(({ kind }) => kind === 'entry')
      expect(kept.map(row => row.line)).toEqual(
        entries.map(row => row.line).filter(other => other !== line)
      )
    }
  }
)
