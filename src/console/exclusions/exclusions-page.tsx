import { useState } from 'preact/hooks'
import { call } from '../api/call.ts'
import { clock } from '../api/clock.ts'
import type { ExclusionView } from '../api/views.ts'
import { ListPage } from '../shell/list-page.tsx'
import { usePages } from '../state/use-pages.ts'
import { texts } from '../texts.ts'
import { EndExclusion } from './end-exclusion.tsx'
import { exclusionState } from './exclusion-state.ts'

const read = async (query: string) =>
  (await call<{ exclusions: ExclusionView[] }>('GET', `/v1/exclusions?${query}`)).exclusions

const columns = ['entry', 'state', 'until', 'decided', 'applied', 'case'] as const

/** A supervisor's view of whom the agency has excluded from its entries: seen, counted, and ended. */
export const ExclusionsPage = () => {
  const pages = usePages(read)
  const [ending, setEnding] = useState<ExclusionView>()
  const [said, setSaid] = useState('')
  return (
    <ListPage
      words={texts.exclusions}
      headings={columns.map(column => texts.exclusions[column])}
      pages={pages}
      said={said}
      row={one => <Row key={one.id} one={one} onEnd={() => setEnding(one)} />}
    >
      {ending && (
        <EndExclusion
          one={ending}
          onClose={() => setEnding(undefined)}
          onEnded={has => {
            setSaid(texts.exclusions[has](entryOf(ending)))
            pages.reload()
          }}
        />
      )}
    </ListPage>
  )
}

interface RowProps {
  readonly one: ExclusionView
  readonly onEnd: () => void
}

const Row = ({ one, onEnd }: RowProps) => {
  const state = exclusionState(one, clock.now())
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
