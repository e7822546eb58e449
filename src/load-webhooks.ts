import { Compile } from 'typebox/compile'
import { hasDesk } from './domain/alert.ts'
import type { CaseRules } from './domain/case-rules.ts'
import { fieldProblems } from './domain/validation.ts'
import { type Webhook, Webhooks } from './domain/webhook.ts'
import { ConfigurationInvalid } from './errors.ts'
import { readConfigured } from './read-settings.ts'

const checker = Compile(Webhooks)

/** Reads and checks the webhooks of desks; throws ConfigurationInvalid with every problem named and no secret shown. */
export const loadWebhooks = (path: string | undefined): readonly Webhook[] => {
  if (path === undefined) return []
  const webhooks = parse(readConfigured('WEBHOOKS_FILE', path))
  if (!checker.Check(webhooks)) {
    const problems = fieldProblems(checker.Errors(webhooks), 'WEBHOOKS_FILE')
    throw new ConfigurationInvalid(
      problems.map(({ field, problem }) => `${field} ${problem}`).join('; ')
    )
  }
  const desks = webhooks.map(({ agency, desk }) => `${agency}/${desk}`)
  if (new Set(desks).size === desks.length) return webhooks
  throw new ConfigurationInvalid('WEBHOOKS_FILE names a desk twice')
}

/** The webhooks of desks that the policy does not name: they get no alert. */
export const ofNoDesk = (webhooks: readonly Webhook[], rules: CaseRules): readonly Webhook[] =>
  webhooks.filter(({ agency, desk }) => !hasDesk(agency, desk, rules))

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    // The parser's message would quote the file.
    throw new ConfigurationInvalid('WEBHOOKS_FILE names a file that is not JSON')
  }
}
