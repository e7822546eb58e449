import type { CaseRulesView, CaseView, SessionView } from '../api/views.ts'
import { possibleActions } from '../case/possible-actions.ts'
import { travellerWords } from '../case/traveller-text.ts'
import { decidedStates, openStates } from '../state/case-states.ts'
import { isEscalated } from '../state/is-escalated.ts'

/** Which cases the queue shows. */
export interface QueueFilter {
  readonly show: 'open' | 'mine' | 'new' | 'escalated' | 'approval' | 'decided'
  readonly instruction: string
  readonly list: string
  readonly search: string
}

export const everythingOpen: QueueFilter = { show: 'open', instruction: '', list: '', search: '' }

/** The cases that pass, for this person; a search finds every word, wherever in the row it stands. */
export const filterCases = (
  cases: readonly CaseView[],
  { show, instruction, list, search }: QueueFilter,
  me: SessionView,
  rules: CaseRulesView | undefined
): readonly CaseView[] => {
  const words = fold(search).split(/\s+/).filter(Boolean)
  const isShown = shown[show]
  return cases.filter(
    one =>
      isShown(one, me, rules) &&
      (instruction === '' || one.instruction === instruction) &&
      (list === '' || one.hits.some(hit => hit.list === list)) &&
      (words.length === 0 || containsAll(one, words))
  )
}

type IsShown = (one: CaseView, me: SessionView, rules: CaseRulesView | undefined) => boolean

const shown: { readonly [show in QueueFilter['show']]: IsShown } = {
  open: ({ state }) => openStates.includes(state),
  mine: ({ state, assignee }, me) => openStates.includes(state) && assignee?.sub === me.sub,
  new: ({ state }) => state === 'new' || state === 'reopened' || state === 'escalated',
  escalated: isEscalated,
  approval: (one, me, rules) => possibleActions(one, me, rules).includes('approve'),
  decided: ({ state }) => decidedStates.includes(state)
}

const containsAll = (one: CaseView, words: readonly string[]) => {
  const text = fold(
    [
      travellerWords(one.traveller),
      ...one.hits.flatMap(({ list, entryId, agency = '' }) => [list, entryId, agency]),
      one.assignee?.sub ?? '',
      Object.values(one.journey ?? {}).join(' ')
    ].join(' ')
  )
  return words.every(word => text.includes(word))
}

const fold = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
