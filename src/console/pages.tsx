import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks'
import { AlertsPage } from './alerts/alerts-page.tsx'
import type { SessionView } from './api/views.ts'
import { CasePage } from './case/case-page.tsx'
import { ExclusionsPage } from './exclusions/exclusions-page.tsx'
import { ListsPage } from './lists/lists-page.tsx'
import { OverviewPage } from './overview/overview-page.tsx'
import { QueuePage } from './queue/queue-page.tsx'
import { SearchPage } from './search/search-page.tsx'
import { createAlarm } from './shell/alarm.ts'
import { Guarded } from './shell/guarded.tsx'
import { Header } from './shell/header.tsx'
import { Help } from './shell/help.tsx'
import { SessionEnd } from './shell/session-end.tsx'
import { Status } from './shell/status.tsx'
import { useArrival } from './shell/use-arrival.ts'
import { setLetters, useKeys } from './shell/use-keys.ts'
import { useSound } from './shell/use-sound.ts'
import { useSetting } from './state/use.ts'
import { useDesk } from './state/use-desk.ts'
import { texts } from './texts.ts'

export interface PagesProps {
  readonly session: SessionView
  readonly path: string
}

/** The pages that this person's roles have a use for, under one header. */
export const Pages = ({ session, path }: PagesProps) => {
  const [theme, setTheme] = useSetting<'auto' | 'dark' | 'light'>('theme', 'auto')
  const [sound, setSound] = useSetting<'on' | 'off'>('sound', 'off')
  const [shared, setShared] = useSetting<'on' | 'off'>('shared', 'on')
  const [letters, setLettersSetting] = useSetting<'on' | 'off'>('letters', 'on')
  const [isHelping, setHelping] = useState(false)
  const isOfficer = session.roles.some(role => role === 'officer' || role === 'supervisor')
  const isSupervisor = session.roles.includes('supervisor')
  const desk = useDesk(isOfficer)
  const { beep, isHeldBack } = useSound(isOfficer && sound === 'on')
  const alarm = useMemo(() => createAlarm(beep), [beep])
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme
  }, [theme])
  const pages = pagesOf(isOfficer, isSupervisor)
  const [, caseId] = /^\/cases\/([\w-]+)$/.exec(path) ?? []
  const [, list] = /^\/lists\/([\w.-]+)$/.exec(path) ?? []
  // Of a case its id alone: browsers keep titles in their history, where no name belongs.
  const title = `${caseId ? texts.case.title(caseId.slice(0, 8)) : titleOf(path, pages)} – ${texts.product}`
  // Another list is chosen on the page of lists: whoever came by keyboard may go on choosing.
  const isOfLists = path.startsWith('/lists') || (path === '/' && !isOfficer)
  const place = isOfLists ? '/lists' : path
  useArrival(place)
  useEffect(() => {
    const settings = {
      sound: sound === 'on',
      shared: shared === 'on',
      isSupervisor,
      adverse: desk.rules?.adverse ?? []
    }
    const announce = () => alarm(desk.store.all(), settings, title)
    announce()
    return desk.store.subscribe(announce)
  }, [alarm, desk.store, desk.rules, sound, shared, isSupervisor, title])
  useLayoutEffect(() => setLetters(letters === 'on'), [letters])
  useKeys({ '?': () => setHelping(true) })
  const page = () => {
    if (isOfficer && path === '/') return <QueuePage desk={desk} session={session} />
    if (isOfficer && caseId)
      return <CasePage key={caseId} id={caseId} desk={desk} session={session} />
    if (isOfficer && path === '/search') return <SearchPage session={session} />
    if (isSupervisor && path === '/exclusions') return <ExclusionsPage />
    if (isSupervisor && path === '/alerts') return <AlertsPage />
    if (isOfLists) return <ListsPage session={session} list={list} />
    if (path === '/overview') return <OverviewPage desk={desk} isOfficer={isOfficer} />
    return <p class="nothing">{texts.shell.notFound}</p>
  }
  return (
    <>
      <Header
        {...{ session, path, pages, isOfficer, theme }}
        onTheme={setTheme}
        sound={sound === 'on'}
        onSound={on => setSound(on ? 'on' : 'off')}
        shared={shared === 'on'}
        onShared={on => setShared(on ? 'on' : 'off')}
        onHelp={() => setHelping(true)}
      />
      <SessionEnd expiresAt={session.expiresAt} />
      {isOfficer && (
        <Status connection={desk.connection} notes={desk.notes} isSilent={isHeldBack} />
      )}
      <main id="content" tabIndex={-1}>
        <Guarded key={place}>{page()}</Guarded>
      </main>
      {isHelping && (
        <Help
          letters={letters === 'on'}
          onLetters={areOn => setLettersSetting(areOn ? 'on' : 'off')}
          onClose={() => setHelping(false)}
        />
      )}
    </>
  )
}

type Page = { readonly path: string; readonly title: string }

const pagesOf = (isOfficer: boolean, isSupervisor: boolean): readonly Page[] => [
  ...(isOfficer
    ? [
        { path: '/', title: texts.pages.queue },
        { path: '/search', title: texts.pages.search }
      ]
    : []),
  ...(isSupervisor
    ? [
        { path: '/exclusions', title: texts.pages.exclusions },
        { path: '/alerts', title: texts.pages.alerts }
      ]
    : []),
  { path: '/lists', title: texts.pages.lists },
  { path: '/overview', title: texts.pages.overview }
]

const titleOf = (path: string, pages: readonly Page[]) => {
  const page =
    path === '/' ? pages[0] : pages.find(one => one.path !== '/' && path.startsWith(one.path))
  return page?.title ?? texts.shell.notFound
}
