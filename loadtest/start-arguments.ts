import { readFileSync } from 'node:fs'

const { scripts } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8')
) as { scripts: { start: string } }

/** What `npm start` gives to Node: its flags and the service. */
export const startArguments: readonly string[] = scripts.start.split(' ').slice(2)

/** The flags alone, for what measures parts of the service in a process of its own. */
export const startFlags: readonly string[] = startArguments.filter(one => one.startsWith('--'))
