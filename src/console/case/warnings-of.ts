import type { CaseView } from '../api/views.ts'
import { texts } from '../texts.ts'

/** What to be careful about, by whichever entry says so; the gravest first. */
export const warningsOf = ({ hits }: Pick<CaseView, 'hits'>): readonly string[] => {
  const said = new Set<string>(hits.flatMap(({ warnings }) => warnings))
  return Object.keys(texts.warnings).filter(warning => said.has(warning))
}
