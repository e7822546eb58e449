import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'

const root = new URL('../', import.meta.url)

/** Names the code that reads entries into the index: where any of it or of its libraries differs, so does the name. */
export const matchingBuild = (): string => {
  const matchers = readdirSync(new URL('matchers/', root), { recursive: true })
    .map(file => `matchers/${String(file).replaceAll('\\', '/')}`)
    .filter(file => file.endsWith('.ts'))
    .sort()
  const hash = createHash('sha256').update(process.version)
  for (const file of [...matchers, 'src/watchlist/index-entry.ts', 'package.json']) {
    hash.update(`\0${file}\0`).update(readFileSync(new URL(file, root)))
  }
  return hash.digest('base64url')
}
