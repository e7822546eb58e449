import { useNow } from '../state/use.ts'
import { texts } from '../texts.ts'

const warnMs = 10 * 60_000
const lookMs = 5_000

/** Says some minutes beforehand that the session ends: what is written then is lost. Signing in in another tab prolongs it in this one. */
export const SessionEnd = ({ expiresAt }: { readonly expiresAt: string }) => {
  const leftMs = Date.parse(expiresAt) - useNow(lookMs)
  return (
    <div class="status" role="status">
      {leftMs < warnMs && (
        <p class="notice">
          {texts.shell.endsAt(hourAndMinute.format(Date.parse(expiresAt)))}{' '}
          <a href="/auth/sign-in" target="_blank" rel="noreferrer">
            {texts.shell.prolong}
          </a>
        </p>
      )}
    </div>
  )
}

const hourAndMinute = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
