import type { CaseRulesView } from '../api/views.ts'

type Coded = readonly { readonly code: string; readonly title: string }[]

/** A reason in words: of the policy's list, the officer's own, or both. */
export const reasonText = (
  { reason, reasonCode }: { readonly reason?: string; readonly reasonCode?: string },
  rules: CaseRulesView | undefined
): string => {
  const isListed = reasonCode && reasonCode !== inWords
  const listed = isListed && titleOf(rules && Object.values(rules.reasons).flat(), reasonCode)
  return [listed, reason].filter(Boolean).join(': ')
}

/** Only says that the words are the reason. */
export const inWords = 'other'

/** What a code means; the code itself where the policy no longer lists it. */
export const titleOf = (list: Coded = [], code: string): string =>
  list.find(one => one.code === code)?.title ?? code
