import { type CaseState, deskOf, hitsFor } from './case.ts'

/** What an agency is told when a case waits for its officers: ids, codes and urgency; they read the person in the case. */
export interface Alert {
  /** The same for the same desk at the same revision: what comes twice is one alert. */
  readonly id: string
  readonly agency: string
  readonly caseId: string
  readonly revision: number
  readonly state: 'new' | 'reopened'
  readonly urgency: number
  readonly hits: readonly {
    readonly id: string
    readonly list: string
    readonly entryId: string
    readonly score: number
    readonly band: string
    readonly instruction: string
  }[]
  readonly at: string
}

/** The alerts that a case calls for as it stands: one for each desk that nobody has taken up, about the hits that its agency sees. */
export const alertsOf = (state: CaseState): readonly Alert[] =>
  Object.keys(state.desks).flatMap(agency => {
    const desk = deskOf(state, agency)
    if (!desk || (desk.state !== 'new' && desk.state !== 'reopened')) return []
    const hits = hitsFor(state.hits, agency).map(
      ({ id, list, entryId, score, band, instruction }) => ({
        id,
        list,
        entryId,
        score,
        band,
        instruction
      })
    )
    return {
      id: `${state.id}/${agency}/${desk.revision}`,
      agency,
      caseId: state.id,
      revision: desk.revision,
      state: desk.state,
      urgency: desk.urgency,
      hits,
      at: desk.updatedAt
    }
  })
