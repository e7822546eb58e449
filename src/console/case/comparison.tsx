import type { Traveller } from '../../domain/traveller.ts'
import type { EvidenceView, HitView } from '../api/views.ts'
import { texts } from '../texts.ts'
import { alignNames, type WordPair } from './align-names.ts'
import { listedText, travelledText } from './field-text.ts'
import { markDifference } from './mark-difference.ts'

const fields = [
  'name',
  'originalName',
  'birthDate',
  'document',
  'nationality',
  'sex',
  'birthPlace'
] as const

export interface ComparisonProps {
  readonly hit: HitView
  readonly traveller: Traveller
}

/** Field by field: as travelled, as listed, and what the service found. */
export const Comparison = ({ hit, traveller }: ComparisonProps) => (
  <table class="comparison">
    <thead>
      <tr>
        <td />
        <th scope="col">{texts.case.asTravelled}</th>
        <th scope="col">{texts.case.asListed}</th>
        <th scope="col">{texts.case.compares}</th>
      </tr>
    </thead>
    <tbody>
      {fields
        .filter(field => field !== 'originalName' || isFound(hit, field))
        .map(field => (
          <Row key={field} {...{ field, hit, traveller }} />
        ))}
    </tbody>
  </table>
)

/** Few have a name in characters: of the others there is nothing to say, not even that it was not compared. */
const isFound = ({ evidence }: HitView, field: EvidenceView['field']): boolean =>
  evidence.some(found => found.field === field)

const Row = ({
  field,
  hit,
  traveller
}: ComparisonProps & { readonly field: EvidenceView['field'] }) => {
  const found = hit.evidence.find(evidence => evidence.field === field)
  const ours = found?.traveller || travelledText(traveller, field)
  const theirs = found?.listed || (hit.listedAs && listedText(hit.listedAs, field))
  const nothing = hit.listedAs ? texts.case.notKnown : texts.case.notShown
  const pairs = field === 'name' && ours && theirs ? alignNames(ours, theirs) : undefined
  const isMarked = found && (field === 'birthDate' || field === 'document')
  return (
    <tr class={found ? (found.weight >= 0 ? 'for' : 'against') : 'open'}>
      <th scope="row">{texts.fields[field]}</th>
      <td>{value(ours, isMarked ? theirs : undefined, texts.case.notKnown)}</td>
      <td>{value(theirs, isMarked ? ours : undefined, nothing)}</td>
      <td>
        {found ? (
          <>
            {found.finding} <b class="weight">{signed(found.weight)}</b>
          </>
        ) : (
          <span class="muted">{texts.case.notCompared}</span>
        )}
        {pairs && <Words pairs={pairs} />}
      </td>
    </tr>
  )
}

const value = (text: string | undefined, other: string | undefined, nothing: string) => {
  if (!text) return <span class="muted">{nothing}</span>
  if (!other) return <bdi>{text}</bdi>
  return (
    <bdi>
      {markDifference(text, other).map(({ text: piece, differs }, at) =>
        differs ? <mark key={at}>{piece}</mark> : <span key={at}>{piece}</span>
      )}
    </bdi>
  )
}

const Words = ({ pairs }: { readonly pairs: readonly WordPair[] }) => (
  <ul class="words">
    {pairs.map(({ traveller, listed, how, moved }) => (
      <li key={`${traveller} ${listed}`} class={how}>
        <span class="pair">
          <bdi>{traveller ?? '–'}</bdi>
          <span aria-hidden="true">{how === 'same' ? '=' : '↔'}</span>
          <bdi>{listed ?? '–'}</bdi>
        </span>
        <small>{[texts.words[how], moved && texts.words.moved].filter(Boolean).join(', ')}</small>
      </li>
    ))}
  </ul>
)

/** A weight with its sign; a true minus lines up with the plus. */
export const signed = (weight: number): string =>
  `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(1)}`
