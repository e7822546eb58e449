import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'

/** Where OFAC's files are: the list itself, and what was found or given of the others; or that some are there twice. */
export interface OfacFiles {
  readonly sdn?: string
  /** Two files that can not both be meant. */
  readonly twice?: readonly [string, string]
  readonly companions: readonly {
    readonly table: 'alt' | 'add' | 'comments'
    readonly path: string
  }[]
}

const names = {
  'sdn.csv': 'sdn',
  'alt.csv': 'alt',
  'add.csv': 'add',
  'sdn_comments.csv': 'comments'
} as const
const roleOf = (path: string) => names[basename(path).toLowerCase() as keyof typeof names]

/** Finds the files among the given paths and beside sdn.csv; a folder stands for the files in it. */
export const findFiles = async (paths: readonly string[]): Promise<OfacFiles> => {
  const found = new Map<string, string>()
  const given: string[] = []
  for (const path of paths) {
    given.push(...((await stat(path)).isDirectory() ? await filesIn(path) : [path]))
  }
  for (const path of given) {
    const role = roleOf(path) ?? 'sdn'
    const other = found.get(role)
    if (other && resolve(other) !== resolve(path)) return { twice: [other, path], companions: [] }
    found.set(role, path)
  }
  const sdn = found.get('sdn')
  for (const path of sdn ? await filesIn(dirname(sdn)) : []) {
    const role = roleOf(path)
    if (role && !found.has(role)) found.set(role, path)
  }
  const companions = (['alt', 'add', 'comments'] as const).flatMap(table => {
    const path = found.get(table)
    return path ? [{ table, path }] : []
  })
  return { ...(sdn && { sdn }), companions }
}

const filesIn = async (folder: string) =>
  (await readdir(folder)).filter(name => roleOf(name)).map(name => join(folder, name))
