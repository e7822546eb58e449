import type { Traveller } from '../../domain/traveller.ts'
import type { HitView } from '../api/views.ts'
import { texts } from '../texts.ts'
import { Comparison } from './comparison.tsx'
import { marksOf } from './marks-of.ts'
import { ScoreBars } from './score-bars.tsx'
import { nameText } from './traveller-text.ts'

/** One entry that matches: whose it is, how it compares, what made the score. */
export const HitPanel = ({
  hit,
  traveller
}: {
  readonly hit: HitView
  readonly traveller: Traveller
}) => {
  const { listedAs, list, entryId, agency, handling } = hit
  const names = listedAs?.names ?? []
  return (
    <section class="hit">
      {marksOf(hit).map(mark => (
        <p key={mark} class="notice">
          {mark}
        </p>
      ))}
      <dl class="facts">
        <Fact name={texts.case.entry} value={`${list} / ${entryId}`} />
        <Fact name={texts.case.agency} value={agency} />
        <Fact name={texts.queue.columns.instruction} value={texts.instructions[hit.instruction]} />
        <Fact name={texts.case.handling} value={texts.handling[handling]} />
        <Fact name={texts.case.reference} value={listedAs?.reference} />
        <Fact name={texts.case.contact} value={listedAs?.contact} />
      </dl>
      <Comparison hit={hit} traveller={traveller} />
      {names.length > 1 && (
        <p class="aliases">
          {texts.case.aliases}:{' '}
          {names.map((name, at) => (
            <span key={nameText(name)}>
              {at > 0 && ' · '}
              <bdi>{nameText(name)}</bdi>
            </span>
          ))}
        </p>
      )}
      {listedAs?.isPartial && <p class="muted">{texts.case.partial}</p>}
      <ScoreBars hit={hit} />
    </section>
  )
}

const Fact = ({ name, value }: { readonly name: string; readonly value?: string | undefined }) =>
  value ? (
    <div>
      <dt>{name}</dt>
      <dd>
        <bdi>{value}</bdi>
      </dd>
    </div>
  ) : null
