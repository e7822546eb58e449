import { useState } from 'preact/hooks'
import { call } from '../api/call.ts'
import type { ExclusionView } from '../api/views.ts'
import { usePages } from '../state/use-pages.ts'
import { texts } from '../texts.ts'
import { EndExclusion } from './end-exclusion.tsx'
import { exclusionState } from './exclusion-state.ts'

const read = async (query: string) =>
  (await call<{ exclusions: ExclusionView[] }>('GET', `/v1/exclusions?${query}`)).exclusions

const columns = ['entry', 'state', 'until', 'decided', 'applied', 'case'] as const

/** A supervisor's view of whom the agency has excluded from its entries: seen, counted, and ended. */
export const ExclusionsPage = () => {
  const { rows, problem, more, reload } = usePages(read)
  const [ending, setEnding] = useState<ExclusionView>()
  const [said, setSaid] = useState('')
  return (
    <div class="page">
      <h1>{texts.exclusions.title}</h1>
      <p class="muted">{texts.exclusions.lead}</p>
      <p role="status">{said}</p>
      {problem && (
        <p role="alert" class="notice bad">
          {problem}
        </p>
      )}
      {rows?.length === 0 && <p class="nothing">{texts.exclusions.none}</p>}
      {rows && rows.length > 0 && (
        <section class="panel">
          <table class="plain">
            <thead>
              <tr>
                {columns.map(column => (
                  <th key={column} scope="col">
                    {texts.exclusions[column]}
                  </th>
                ))}
                <td />
              </tr>
            </thead>
            <tbody>
              {rows.map(one => (
                <Row key={one.id} one={one} onEnd={() => setEnding(one)} />
              ))}
            </tbody>
          </table>
          {more && (
            <button type="button" onClick={more}>
              {texts.exclusions.more}
            </button>
          )}
        </section>
      )}
      {ending && (
        <EndExclusion
          one={ending}
          onClose={() => setEnding(undefined)}
          onEnded={() => {
            setSaid(texts.exclusions.ended(entryOf(ending)))
            reload()
          }}
        />
      )}
    </div>
  )
}

interface RowProps {
  readonly one: ExclusionView
  readonly onEnd: () => void
}

const Row = ({ one, onEnd }: RowProps) => {
  const state = exclusionState(one, Date.now())
  return (
    <tr>
      <td>{entryOf(one)}</td>
      <td>{texts.exclusions.states[state]}</td>
      <td>{one.until}</td>
      <td>{texts.exclusions.by(one.askedBy, one.approvedBy)}</td>
      <td>{one.applied}</td>
      <td>
        <a href={`/cases/${one.caseId}`}>{one.caseId.slice(0, 8)}</a>
      </td>
      <td>
        {state === 'inForce' && (
          <button type="button" aria-label={texts.exclusions.endOne(entryOf(one))} onClick={onEnd}>
            {texts.exclusions.end}
          </button>
        )}
      </td>
    </tr>
  )
}

const entryOf = ({ list, entryId }: ExclusionView) => `${list} / ${entryId}`
