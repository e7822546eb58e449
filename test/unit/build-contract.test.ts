import { readFile } from 'node:fs/promises'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { buildContract } from '#src/build-contract.ts'

test('the published contract is the one that the routes make', async () => {
  const contract = await buildContract(pino({ level: 'silent' }))
  const published = await readFile('docs/openapi.json', 'utf8')
  expect(published === `${JSON.stringify(contract, undefined, 2)}\n`).toBe(true)
})
