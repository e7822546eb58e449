import type { CaseView } from '../api/views.ts'
import { texts } from '../texts.ts'

type ChangedDefault = NonNullable<CaseView['trail'][number]['defaults']>[number]

/** What a list says by now in the place of the entry, in words. */
export const defaultText = ({ field, before, now }: ChangedDefault): string => {
  const named: { readonly [code: string]: string } = texts[codesOf[field]]
  const name = texts.case[field]
  return texts.case.changedDefault(name, named[now] ?? now, named[before] ?? before)
}

const codesOf = { instruction: 'instructions', handling: 'handling' } as const
