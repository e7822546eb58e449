import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Action } from '../../domain/case-action.ts'
import type { CaseView, SessionView } from '../api/views.ts'
import { ActionDialog } from '../case/action-dialog.tsx'
import { possibleActions } from '../case/possible-actions.ts'
import { navigate } from '../shell/navigate.ts'
import { useKeys } from '../shell/use-keys.ts'
import { decidedStates } from '../state/case-states.ts'
import { loadCases } from '../state/load-cases.ts'
import { useChanges, useNow } from '../state/use.ts'
import type { Desk } from '../state/use-desk.ts'
import { texts } from '../texts.ts'
import { everythingOpen, filterCases, type QueueFilter } from './filter.ts'
import { FilterBar } from './filter-bar.tsx'
import { mostUrgentFirst } from './order.ts'
import { QueueTable } from './queue-table.tsx'

export interface QueuePageProps {
  readonly desk: Desk
  readonly session: SessionView
}

/** Kept while the officer looks into a case and comes back; of nobody else. */
let remembered: { of: string; filter: QueueFilter; selected: string | undefined } = {
  of: '',
  filter: everythingOpen,
  selected: undefined
}
const reorderMs = 1_000

/** The queue: live, most urgent first, worked with the keyboard alone if one likes. */
export const QueuePage = ({ desk, session }: QueuePageProps) => {
  const { store, rules } = desk
  const version = useChanges(store)
  const now = useNow(reorderMs)
  const own = remembered.of === session.sub ? remembered : undefined
  const [filter, setFilter] = useState(own?.filter ?? everythingOpen)
  const [selected, setSelected] = useState(own?.selected)
  const [acting, setActing] = useState<{ id: string; action: Action }>()
  const [said, setSaid] = useState('')
  const search = useRef<HTMLInputElement>(null)
  const grid = useRef<HTMLDivElement>(null)
  remembered = { of: session.sub, filter, selected }

  const [decided, setDecided] = useState<'reading' | 'read' | 'unread'>('reading')
  const showsDecided = filter.show === 'decided'
  useEffect(() => {
    if (!showsDecided) return
    setDecided('reading')
    loadCases(store, decidedStates, 1).then(
      () => setDecided('read'),
      () => setDecided('unread')
    )
  }, [showsDecided, store])

  // The version says that the store has changed. Only what is shown is put in order: most that a console knows after a night is decided.
  const all = useMemo(() => store.all(), [version])
  const lists = useMemo(() => listsOf(all), [all])
  const shown = useMemo(
    () => filterCases(all, filter, session, rules),
    [all, filter, session, rules]
  )
  const cases = useMemo(() => mostUrgentFirst(shown, now), [shown, now])
  const at = cases.findIndex(({ id }) => id === selected)
  const current = cases[at]
  const select = (index: number) => {
    setSelected(cases[Math.max(0, Math.min(index, cases.length - 1))]?.id)
    // Readers tell of the row that is chosen only where the focus is.
    grid.current?.focus({ preventScroll: true })
  }
  const act = (action: Action) => () => {
    if (!current || !possibleActions(current, session, rules).includes(action)) return
    setSaid('') // the same words said again would not be heard
    setActing({ id: current.id, action })
  }
  const take = () => (current?.state === 'assigned' ? act('assign')() : act('acknowledge')())

  useKeys({
    j: () => select(at + 1),
    k: () => select(at - 1),
    ArrowDown: () => select(at + 1),
    ArrowUp: () => select(at - 1),
    Enter: () => current && navigate(`/cases/${current.id}`),
    a: take,
    c: act('confirm'),
    d: act('dismiss'),
    r: act('refer'),
    w: act('answer'),
    p: act('approve'),
    x: act('reject'),
    n: act('note'),
    '/': () => search.current?.focus()
  })

  const isLoaded = desk.isLoaded && !(showsDecided && decided === 'reading')
  const acted = acting && store.get(acting.id)
  return (
    <div class="queue">
      <h1 class="unseen">{texts.queue.title}</h1>
      <FilterBar
        filter={filter}
        onFilter={setFilter}
        lists={lists}
        count={texts.queue.count(cases.length, all.length, desk.hasMore)}
        search={search}
      />
      <p class="unseen" role="status">
        {said}
      </p>
      {showsDecided && decided === 'unread' && (
        <p role="alert" class="notice bad">
          {texts.queue.decidedUnread}
        </p>
      )}
      <QueueTable {...{ cases, now, selected, grid }} onSelect={setSelected} />
      {cases.length === 0 && (
        <p class="nothing">{isLoaded ? texts.queue.nothing : texts.queue.loading}</p>
      )}
      {acting && acted && (
        <ActionDialog
          one={acted}
          action={acting.action}
          desk={desk}
          me={session.sub}
          onClose={() => setActing(undefined)}
          onAnswer={setSaid}
        />
      )}
    </div>
  )
}

const listsOf = (cases: readonly CaseView[]) =>
  [...new Set(cases.flatMap(({ hits }) => hits.map(({ list }) => list)))].sort()
