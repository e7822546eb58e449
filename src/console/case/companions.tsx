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
    {companions.map(({ person, manifestId, message, reference, caseId }) => {
      const known = all.find(({ id }) => id === caseId)
      const isHere = manifestId === undefined
      const place = texts.case.companion(isHere ? person : undefined, reference)
      return (
        <li key={`${manifestId} ${message} ${person}`}>
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
