import { parseArgs } from 'node:util'
import { clientConfig } from '../config.ts'
import { type Role, roles } from '../domain/vocabulary.ts'
import { loadPolicy } from '../load-policy.ts'
import { issueLocally } from './local-token.ts'

const usage = `npm run -s token -- --role R [--agency A] [--sub S] [--purpose P]… [--checkpoint C] [--carrier C] [--ttl HOURS] [--keys DIR]
  --role        ${roles.join(' | ')}; may be repeated
  --agency      needed for agency_editor, officer and supervisor
  --purpose     may be repeated; without it, all purposes of the policy
  --ttl         hours until the token ends; 12 without it
  --keys        the folder of npm run keys; without it, the keys under DATA_DIR`

const needAgency: readonly Role[] = ['agency_editor', 'officer', 'supervisor']

const run = async () => {
  const { values } = parseArgs({
    options: {
      role: { type: 'string', multiple: true },
      agency: { type: 'string' },
      sub: { type: 'string' },
      purpose: { type: 'string', multiple: true },
      checkpoint: { type: 'string' },
      carrier: { type: 'string' },
      ttl: { type: 'string', default: '12' },
      keys: { type: 'string' }
    }
  })
  const { agency, checkpoint, carrier } = values
  const { purposes } = loadPolicy(clientConfig().policy)
  const asked = readRoles(values.role ?? [])
  if (asked.some(role => needAgency.includes(role)) && !agency) {
    throw new UsageError('--agency is needed for this role')
  }
  if (agency !== undefined && !/^[a-z0-9-]{1,40}$/.test(agency)) {
    throw new UsageError('--agency takes lower-case letters, digits and hyphens, at most 40')
  }
  const unknown = values.purpose?.find(purpose => !(purpose in purposes))
  if (unknown !== undefined) {
    throw new UsageError(`--purpose takes one of ${Object.keys(purposes).join(', ')}`)
  }
  const hours = Number(values.ttl)
  if (!(hours > 0 && hours <= 24 * 366)) throw new UsageError('--ttl takes a number of hours')
  const request = {
    roles: asked,
    sub: values.sub ?? `${asked.join('+')}${agency ? `@${agency}` : ''}`,
    agency,
    purposes: values.purpose ?? Object.keys(purposes),
    checkpoint,
    carrier,
    ttlSeconds: Math.round(hours * 3_600)
  }
  const token = await issueLocally(clientConfig().dataDir, request, values.keys)
  process.stdout.write(`${token}\n`)
}

class UsageError extends Error {}

const readRoles = (asked: readonly string[]): readonly Role[] => {
  const known = asked.filter((role): role is Role => (roles as readonly string[]).includes(role))
  if (asked.length === 0 || known.length < asked.length) {
    throw new UsageError(`--role takes one of ${roles.join(', ')}`)
  }
  return known
}

await run().catch((error: Error & { code?: string }) => {
  const isUsage = error instanceof UsageError || error.code?.startsWith('ERR_PARSE_ARGS')
  process.stderr.write(`${error.message}\n${isUsage ? `${usage}\n` : ''}`)
  process.exitCode = isUsage ? 2 : 1
})
