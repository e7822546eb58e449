import type { CaseView } from '../api/views.ts'

/** What happened and who looked at the case, in the order of time. */
export const withViews = ({
  trail,
  views = []
}: Pick<CaseView, 'trail' | 'views'>): CaseView['trail'] =>
  [...trail, ...views.map(view => ({ ...view, action: 'viewed' }))].sort((a, b) =>
    a.at < b.at ? -1 : a.at > b.at ? 1 : 0
  )
