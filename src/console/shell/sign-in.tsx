import { useEffect } from 'preact/hooks'
import { texts } from '../texts.ts'

/** What somebody sees who is not signed in. */
export const SignIn = ({ ended }: { readonly ended: boolean }) => {
  useEffect(() => {
    document.title = `${texts.signIn.title} – ${texts.product}`
  }, [])
  const problem = new URLSearchParams(location.search).get('sign-in')
  const said = ended ? texts.signIn.ended : problem && texts.signIn.problems[problem]
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
