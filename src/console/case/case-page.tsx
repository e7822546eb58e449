import { useEffect, useState } from 'preact/hooks'
import type { Action } from '../../domain/case-action.ts'
import { ApiProblem, call } from '../api/call.ts'
import type { CaseView, SessionView } from '../api/views.ts'
import { navigate } from '../shell/navigate.ts'
import { useKeptFocus } from '../shell/use-arrival.ts'
import { useKeys } from '../shell/use-keys.ts'
import { useChanges } from '../state/use.ts'
import type { Desk } from '../state/use-desk.ts'
import { texts } from '../texts.ts'
import { ActionDialog } from './action-dialog.tsx'
import { AllHits } from './all-hits.tsx'
import { bestHit } from './best-hit.ts'
import { CaseHeader } from './case-header.tsx'
import { Context } from './context.tsx'
import { scoreText } from './contributions.ts'
import { HitPanel } from './hit-panel.tsx'
import { possibleActions } from './possible-actions.ts'

export interface CasePageProps {
  readonly id: string
  readonly desk: Desk
  readonly session: SessionView
}

const first: readonly Action[] = ['acknowledge', 'confirm', 'approve', 'answer']

/** One case: what to do, why it is thought to be this person, and what the officer decides. */
export const CasePage = ({ id, desk, session }: CasePageProps) => {
  const { store, rules } = desk
  useChanges(store)
  const [read, setRead] = useState<CaseView>()
  const [failure, setFailure] = useState<Error | 'missing'>()
  const [said, setSaid] = useState('')
  const [acting, setActing] = useState<Action>()
  const [shownHit, setShownHit] = useState<string>()
  const [tries, setTries] = useState(0)
  const one = store.get(id)
  const isLost = read !== undefined && one === undefined
  useEffect(() => {
    setFailure(undefined)
    call<CaseView>('GET', `/v1/cases/${id}`).then(
      found => {
        setRead(found)
        store.put([found])
      },
      (error: Error) => {
        const isMissing = error instanceof ApiProblem && error.status === 404
        // It may have been seen before: its entry is released no further.
        if (isMissing) store.drop(id)
        setFailure(isMissing ? 'missing' : error)
      }
    )
  }, [id, store, isLost, tries])

  const possible = one ? possibleActions(one, session, rules) : []
  useKeptFocus()
  const begin = (action: Action) => () => {
    setSaid('') // the same words said again would not be heard
    setActing(action)
  }
  const offer = (action: Action) => (possible.includes(action) ? begin(action) : undefined)
  useKeys({
    Escape: () => navigate('/'),
    a: offer('acknowledge') ?? offer('assign'),
    c: offer('confirm'),
    d: offer('dismiss'),
    r: offer('refer'),
    w: offer('answer'),
    p: offer('approve'),
    x: offer('reject'),
    n: offer('note')
  })
  const again = () => setTries(tries + 1)
  if (!one)
    return (
      <div class="nothing" role="status">
        {failure instanceof Error ? (
          <Unread text={texts.case.unread(failure.message)} onAgain={again} />
        ) : (
          texts.case[failure ?? 'loading']
        )}
      </div>
    )
  const hit = one.hits.find(each => each.id === shownHit) ?? bestHit(one)
  return (
    <article class="case">
      <CaseHeader one={one} rules={rules} />
      {failure instanceof Error && (
        <div role="alert" class="notice bad">
          <Unread text={texts.case.halfRead(failure.message)} onAgain={again} />
        </div>
      )}
      {said && (
        <p role="alert" class="notice">
          {said}
        </p>
      )}
      <div class="columns">
        <div class="evidence">
          {one.hits.length > 1 && (
            <nav class="hits" aria-label={texts.case.hits}>
              {one.hits.map(each => (
                <button
                  key={each.id}
                  type="button"
                  aria-pressed={each === hit}
                  onClick={() => setShownHit(each.id)}
                >
                  <i class={`tag band ${each.band}`}>{texts.bands[each.band]}</i>
                  {`${each.list} · ${scoreText(each.score)}`}
                </button>
              ))}
            </nav>
          )}
          <AllHits hits={one.hits} />
          {hit && <HitPanel key={hit.id} hit={hit} traveller={one.traveller} />}
          {one.unscreened && <p class="notice">{`${texts.unscreened}: ${one.unscreened}`}</p>}
        </div>
        <aside>
          <section class="actions" aria-label={texts.case.actions}>
            {possible.map(action => (
              <button
                key={action}
                type="button"
                class={first.includes(action) ? 'primary' : undefined}
                onClick={begin(action)}
              >
                {texts.actions[action]}
              </button>
            ))}
            <button type="button" onClick={() => print()}>
              {texts.case.print}
            </button>
          </section>
          <Context
            one={withWhatWasRead(one, read)}
            all={store.all()}
            isLoaded={desk.isLoaded && !desk.hasMore}
            rules={rules}
          />
        </aside>
      </div>
      {acting && (
        <ActionDialog
          one={one}
          action={acting}
          desk={desk}
          me={session.sub}
          onClose={() => setActing(undefined)}
          onAnswer={setSaid}
        />
      )}
    </article>
  )
}

interface UnreadProps {
  readonly text: string
  readonly onAgain: () => void
}

const Unread = ({ text, onAgain }: UnreadProps) => (
  <>
    {text}{' '}
    <button type="button" onClick={onAgain}>
      {texts.case.readAgain}
    </button>
  </>
)

/** What only reading one case gives, which changes that come live do not have. */
const withWhatWasRead = (one: CaseView, read: CaseView | undefined): CaseView => {
  const { earlierCases, earlierOfEntries, views, companions } = read ?? {}
  return {
    ...one,
    ...(earlierCases && { earlierCases }),
    ...(earlierOfEntries && { earlierOfEntries }),
    ...(views && { views }),
    ...(companions && { companions })
  }
}
