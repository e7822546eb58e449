import type { Action, CaseAction } from '../../domain/case-action.ts'
import type { CaseRulesView, CaseView } from '../api/views.ts'
import { inWords } from './reason-text.ts'

/** What an officer fills in before an action is sent; empty where nothing was chosen or written. */
export interface ActionForm {
  readonly reasonCode: string
  readonly words: string
  readonly verdict: string
  readonly outcome: string
  readonly until: string
}

export const emptyForm: ActionForm = {
  reasonCode: '',
  words: '',
  verdict: '',
  outcome: '',
  until: ''
}

const needReason: readonly Action[] = [
  'confirm',
  'dismiss',
  'refer',
  'answer',
  'note',
  'reopen',
  'reject'
]

/** Actions that may say how the encounter ended. */
export const haveOutcome: readonly Action[] = ['confirm', 'approve', 'answer', 'close', 'note']

/** The action as the service takes it, against the revision that was looked at; undefined where its reason is missing. */
export const toAction = (
  action: Action,
  revision: number,
  form: ActionForm
): CaseAction | undefined => {
  const { reasonCode, outcome, until } = form
  const reason = form.words.trim()
  const isSaid = reason !== '' || (reasonCode !== '' && reasonCode !== inWords)
  if (needReason.includes(action) && !isSaid) return undefined
  const verdict = verdicts.find(one => one === form.verdict)
  return {
    action,
    revision,
    ...(reason && { reason }),
    ...(reasonCode && { reasonCode }),
    ...(verdict && { verdict }),
    ...(outcome && { outcome }),
    ...(until && { exclude: { until } })
  }
}

const verdicts = ['confirmed', 'dismissed'] as const

/** Whether a second person will have to approve: what is adverse to confirm, covert to dismiss, or excludes. */
export const needsSecond = (
  action: Action,
  { hits }: Pick<CaseView, 'hits'>,
  { verdict, until }: Pick<ActionForm, 'verdict' | 'until'>,
  rules: CaseRulesView | undefined
): boolean => {
  const says = { confirm: 'confirmed', dismiss: 'dismissed', answer: verdict }
  const said = action in says ? says[action as keyof typeof says] : ''
  if (said === 'confirmed')
    return hits.some(({ instruction }) => rules?.adverse.includes(instruction))
  return said === 'dismissed' && (until !== '' || hits.some(({ covert }) => covert))
}
