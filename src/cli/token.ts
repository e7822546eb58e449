import { hasDatabase } from '../adapters/embedded/open-embedded.ts'
import { clientConfig } from '../config.ts'
import { type Role, roles } from '../domain/vocabulary.ts'
import { loadPolicy } from '../load-policy.ts'
import { type NotToDo, readArguments, runCommand } from './command.ts'
import { refusedClaims, type TokenRequest } from './issue-token.ts'
import { issueLocally } from './local-token.ts'

const usage = `npm run -s token -- --role R [--agency A] [--sub S] [--purpose P]… [--checkpoint C] [--carrier C] [--ttl HOURS] [--keys DIR]
  --role        ${roles.join(' | ')}; may be repeated
  --agency      needed for agency_editor, officer and supervisor
  --sub         who it is for; without it, the same for all tokens of these roles and this agency
  --purpose     may be repeated; without it, all purposes of the policy
  --ttl         hours until the token ends; 12 without it
  --keys        the folder of npm run keys; without it, the keys under DATA_DIR`

const needAgency: readonly Role[] = ['agency_editor', 'officer', 'supervisor']

const options = {
  role: { type: 'string', multiple: true },
  agency: { type: 'string' },
  sub: { type: 'string' },
  purpose: { type: 'string', multiple: true },
  checkpoint: { type: 'string' },
  carrier: { type: 'string' },
  ttl: { type: 'string', default: '12' },
  keys: { type: 'string' }
} as const

interface Asked {
  readonly request: TokenRequest
  readonly keys: string | undefined
}

const read = (argv: readonly string[]): Asked | NotToDo => {
  const given = readArguments(argv, options)
  if (!('values' in given)) return given
  const { role = [], agency, checkpoint, carrier, keys, ...values } = given.values
  const purposes = Object.keys(loadPolicy(clientConfig().policy).purposes)
  const asked = role.filter(isRole)
  const hours = Number(values.ttl)
  const problem = [
    (asked.length === 0 || asked.length < role.length) && `--role takes one of ${roles.join(', ')}`,
    !agency && asked.some(one => needAgency.includes(one)) && '--agency is needed for this role',
    agency !== undefined &&
      !/^[a-z0-9-]{1,40}$/.test(agency) &&
      '--agency takes lower-case letters, digits and hyphens, at most 40',
    values.purpose?.some(purpose => !purposes.includes(purpose)) &&
      `--purpose takes one of ${purposes.join(', ')}`,
    !(hours * 3_600 >= 1 && hours <= 24 * 366) &&
      '--ttl takes hours, from a second (0.0003) to 366 days'
  ].find(found => typeof found === 'string')
  if (problem !== undefined) return { problem }
  const request = {
    roles: asked,
    sub: values.sub ?? `${asked.join('+')}${agency ? `@${agency}` : ''}`,
    agency,
    purposes: values.purpose ?? purposes,
    checkpoint,
    carrier,
    ttlSeconds: Math.round(hours * 3_600)
  }
  const [refused] = refusedClaims(request)
  return refused ? { problem: `--${refused.field} ${refused.problem}` } : { request, keys }
}

const isRole = (asked: string): asked is Role => (roles as readonly string[]).includes(asked)

const work = async ({ request, keys }: Asked) => {
  const { dataDir } = clientConfig()
  if (!(await hasDatabase(dataDir))) process.stderr.write(`${madeHere(dataDir)}\n`)
  const token = await issueLocally(dataDir, request, { keysFolder: keys, mayMake: true })
  process.stdout.write(`${token}\n`)
  return true
}

const madeHere = (dataDir: string) =>
  `there was no portcullis.db in ${dataDir}: keys and an audit are made there, and a service takes them up that has this DATA_DIR`

process.exitCode = await runCommand({ usage, read, work }, process.argv.slice(2))
