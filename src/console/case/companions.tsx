import type { CaseView } from '../api/views.ts'
import { texts } from '../texts.ts'
import { travellerName } from './traveller-text.ts'

export interface CompanionsProps {
  readonly companions: NonNullable<CaseView['companions']>
  readonly all: readonly CaseView[]
}

/** Who travels in the same reservation, with their cases where there are some; by name where this desk knows it. */
export const Companions = ({ companions, all }: CompanionsProps) => (
  <ul class="links">
    {companions.map(({ person, reference, caseId }) => {
      const known = all.find(({ id }) => id === caseId)
      const place = texts.case.companion(person, reference)
      return (
        <li key={person}>
          {caseId ? (
            <a href={`/cases/${caseId}`}>
              <bdi>{known ? travellerName(known.traveller) : place}</bdi>
            </a>
          ) : (
            place
          )}{' '}
          {known && (texts.instructions[known.instruction] ?? known.instruction)}
        </li>
      )
    })}
  </ul>
)
