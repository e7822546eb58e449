import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const documents = ['README.md', ...readdirSync('docs').map(name => join('docs', name))]
const commands = documents
  .filter(file => file.endsWith('.md'))
  .flatMap(file =>
    [...readFileSync(file, 'utf8').matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, block = '']) =>
      block.split('\n').map(line => ({ file, line }))
    )
  )

test('a command that is documented runs on the Node of the packages, whatever the system has, or in a container', () => {
  const isSystems = ({ line }: { readonly line: string }) =>
    /(^|&&|;|\|)\s*node\s/.test(line) && !line.includes('docker compose exec')
  expect(commands.length).toBeGreaterThan(20)
  expect(commands.filter(isSystems)).toEqual([])
})
