import type { Decided } from '../../domain/decided.ts'
import type { CaseRulesView } from '../api/views.ts'
import { texts } from '../texts.ts'
import { reasonText } from './reason-text.ts'

/** What was decided and why, in words. */
export const decidedText = (decided: Decided, rules: CaseRulesView | undefined): string =>
  [texts.verdicts[decided.verdict], reasonText(decided, rules)].filter(Boolean).join(': ')
