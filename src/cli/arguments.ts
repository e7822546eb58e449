import { type NotToDo, readArguments } from './command.ts'

/** What the import was asked to do. */
export interface ImportArguments {
  readonly format: string
  readonly list: string
  readonly agency: string
  readonly title: string
  readonly replace: boolean
  readonly maxVanish: number
  readonly url: string | undefined
  readonly token: string | undefined
  readonly json: boolean
  readonly dryRun: boolean
  readonly paths: readonly string[]
}

/** Shown with every problem of usage. */
export const importUsage = `npm run import -- --format F --list L --agency A [options] PATH…
  --format      ofac-sdn | un | ndjson | csv
  --list        the list to import into; it is made when it is not there
  --agency      the agency that the list belongs to
  --title       the title of a new list
  --replace     withdraw entries that the files no longer name
  --max-vanish  the largest share of the list that --replace may withdraw; 0.2 without it
  --url         the service; PORTCULLIS_URL or http://127.0.0.1:8080 without it
  --token       a token with the role agency_editor; PORTCULLIS_TOKEN without it, else one made with the keys under DATA_DIR
  --dry-run     read and report only, without a service
  --json        print the summary as JSON, and nothing else, on standard output`

const titles: Record<string, string> = {
  'ofac-sdn': 'OFAC Specially Designated Nationals',
  un: 'UN Security Council Consolidated List'
}

/** Reads the command line of the import, or says what to write instead. */
export const readImportArguments = (
  argv: readonly string[],
  formats: readonly string[]
): ImportArguments | NotToDo => {
  const given = readArguments(argv, options, { allowPositionals: true })
  if (!('values' in given)) return given
  const { values, positionals: paths } = given
  const { format = '', list = '', agency = '', url, token } = values
  const maxVanish = Number(values['max-vanish'])
  const isShare = values['max-vanish'].trim() !== '' && maxVanish >= 0 && maxVanish <= 1
  const problem = [
    !formats.includes(format) && `--format takes one of ${formats.join(', ')}`,
    !/^[a-z0-9][a-z0-9._-]{0,63}$/.test(list) &&
      '--list takes lower-case letters, digits, dots, underscores and hyphens, at most 64',
    !/^[a-z0-9-]{1,40}$/.test(agency) &&
      '--agency takes lower-case letters, digits and hyphens, at most 40',
    !isShare && '--max-vanish takes a share from 0 to 1, such as 0.2',
    url !== undefined && !isHttpUrl(url) && '--url takes an address such as http://127.0.0.1:8080',
    paths.length === 0 && 'name the files to import at the end'
  ].find(found => found !== false)
  if (problem !== undefined) return { problem }
  return {
    format,
    list,
    agency,
    title: values.title?.trim() || titles[format] || list,
    replace: values.replace,
    maxVanish,
    url,
    token,
    json: values.json,
    dryRun: values['dry-run'],
    paths
  }
}

const options = {
  format: { type: 'string' },
  list: { type: 'string' },
  agency: { type: 'string' },
  title: { type: 'string' },
  replace: { type: 'boolean', default: false },
  'max-vanish': { type: 'string', default: '0.2' },
  url: { type: 'string' },
  token: { type: 'string' },
  json: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false }
} as const

const isHttpUrl = (text: string) => /^https?:$/.test(URL.parse(text)?.protocol ?? '')
