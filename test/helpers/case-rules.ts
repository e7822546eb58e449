import type { CaseRules } from '#src/domain/case-rules.ts'
import { loadPolicy } from '#src/load-policy.ts'

/** The rules of cases of the policy in force. */
export const caseRules: CaseRules = loadPolicy('config/policy.json').cases
