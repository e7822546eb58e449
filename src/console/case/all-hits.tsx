import type { CaseView } from '../api/views.ts'
import { texts } from '../texts.ts'
import { scoreText } from './contributions.ts'
import { marksOf } from './marks-of.ts'

/** Every hit in a line each: on paper, where none can be chosen. */
export const AllHits = ({ hits }: Pick<CaseView, 'hits'>) =>
  hits.length < 2 ? null : (
    <section class="on-paper">
      <h2>{texts.case.hits}</h2>
      <ul>
        {hits.map(({ id, list, entryId, agency, instruction, warnings, handling, ...hit }) => (
          <li key={id}>
            {[
              `${list} / ${entryId}`,
              agency,
              texts.instructions[instruction],
              ...warnings.map(warning => texts.warnings[warning]),
              `${texts.bands[hit.band]} ${scoreText(hit.score)}`,
              texts.handling[handling],
              hit.listedAs?.reference,
              ...marksOf(hit)
            ]
              .filter(Boolean)
              .join(' · ')}
          </li>
        ))}
      </ul>
    </section>
  )
