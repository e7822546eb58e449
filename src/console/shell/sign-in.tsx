import { useEffect } from 'preact/hooks'
import { texts } from '../texts.ts'

/** Why nobody is signed in: nobody was, the session is over, or the service has not said who is. */
export type SignedOut = 'nobody' | 'ended' | 'unanswered'

/** What somebody sees who is not signed in. */
export const SignIn = ({ why }: { readonly why: SignedOut }) => {
  useEffect(() => {
    document.title = `${texts.signIn.title} – ${texts.product}`
  }, [])
  const problem = new URLSearchParams(location.search).get('sign-in')
  const said = why === 'nobody' ? problem && texts.signIn.problems[problem] : texts.signIn[why]
  return (
    <main class="sign-in" id="content">
      <h1>{texts.product}</h1>
      <p>{texts.signIn.lead}</p>
      {said && (
        <p role="alert" class="notice">
          {said}
        </p>
      )}
      <a class="button primary" href="/auth/sign-in">
        {texts.signIn.button}
      </a>
    </main>
  )
}
