import { useState } from 'preact/hooks'
import { call } from '../api/call.ts'
import type { SessionView } from '../api/views.ts'
import { texts } from '../texts.ts'
import { leaveByKey, leaveByMouse } from './leave-select.ts'

export interface HeaderProps {
  readonly session: SessionView
  readonly path: string
  readonly pages: readonly { readonly path: string; readonly title: string }[]
  /** Others hear and count no cases. */
  readonly isOfficer: boolean
  readonly theme: string
  readonly onTheme: (theme: 'auto' | 'dark' | 'light') => void
  readonly sound: boolean
  readonly onSound: (sound: boolean) => void
  readonly shared: boolean
  readonly onShared: (shared: boolean) => void
  readonly onHelp: () => void
}

/** The line at the top: where one is, who one is, and how the console behaves. */
export const Header = (props: HeaderProps) => {
  const {
    session,
    path,
    pages,
    isOfficer,
    theme,
    onTheme,
    sound,
    onSound,
    shared,
    onShared,
    onHelp
  } = props
  const [problem, setProblem] = useState('')
  const signOut = () =>
    call('POST', '/auth/sign-out').then(
      () => location.assign('/'),
      (error: Error) => setProblem(texts.shell.stillSignedIn(error.message))
    )
  const roles = session.roles.map(role => texts.roles[role]).join(', ')
  return (
    <header class="top">
      <a class="skip" href="#content">
        {texts.skip}
      </a>
      <span class="product">{texts.product}</span>
      <nav aria-label={texts.pagesLabel}>
        {pages.map(page => (
          <a
            key={page.path}
            href={page.path}
            aria-current={isCurrent(path, page.path) ? 'page' : undefined}
          >
            {page.title}
          </a>
        ))}
      </nav>
      <div class="settings">
        {isOfficer && (
          <>
            <label title={texts.shell.sharedHint}>
              <input
                type="checkbox"
                checked={shared}
                onChange={event => onShared(event.currentTarget.checked)}
              />
              {texts.shell.shared}
            </label>
            <label>
              <input
                type="checkbox"
                checked={sound}
                onChange={event => onSound(event.currentTarget.checked)}
              />
              {texts.shell.sound}
            </label>
            <button type="button" onClick={onHelp}>
              {texts.shell.help}
            </button>
          </>
        )}
        <select
          aria-label={texts.shell.theme}
          value={theme}
          onChange={event => {
            onTheme(event.currentTarget.value as 'auto' | 'dark' | 'light')
            leaveByMouse(event.currentTarget)
          }}
          onKeyDown={leaveByKey}
        >
          <option value="auto">{texts.shell.auto}</option>
          <option value="dark">{texts.shell.dark}</option>
          <option value="light">{texts.shell.light}</option>
        </select>
      </div>
      <span class="who">
        <bdi>{session.name ?? session.sub}</bdi>
        <small>{texts.shell.of(roles, session.agency ?? '')}</small>
      </span>
      <button type="button" onClick={() => void signOut()}>
        {texts.shell.signOut}
      </button>
      {problem && (
        <p role="alert" class="notice bad">
          {problem}
        </p>
      )}
    </header>
  )
}

const isCurrent = (path: string, page: string) =>
  page === '/' ? path === '/' || path.startsWith('/cases/') : path.startsWith(page)
