import type { HitView } from '../api/views.ts'
import { texts } from '../texts.ts'
import { signed } from './comparison.tsx'
import { contributionsOf, scoreText } from './contributions.ts'

/** What speaks for and against, as bars on one scale. */
export const ScoreBars = ({ hit }: { readonly hit: HitView }) => {
  const contributions = contributionsOf(hit)
  const most = Math.max(...contributions.map(({ weight }) => Math.abs(weight)), 1)
  return (
    <section class="score-bars" aria-label={texts.case.score}>
      <h2>
        {texts.case.score}
        <span class="total">
          <i class={`tag band ${hit.band}`}>{texts.bands[hit.band]}</i> {scoreText(hit.score)}
        </span>
      </h2>
      <ul>
        {contributions.map(({ field, weight }) => (
          <li key={field} class={weight < 0 ? 'against' : 'for'}>
            <span>{texts.fields[field]}</span>
            <span class="bar" aria-hidden="true">
              <i style={{ width: `${(Math.abs(weight) / most) * 50}%` }} />
            </span>
            <b>{signed(weight)}</b>
          </li>
        ))}
      </ul>
      <p class="muted">{texts.case.scoreHint}</p>
    </section>
  )
}
