import type { SendAlert } from '#src/cases/deliver.ts'
import type { Webhook } from '#src/domain/webhook.ts'
import { signedHeaders } from './sign.ts'

/** Sends alerts to one webhook; taken when it answers 2xx in time. Redirects are not followed: they would leave the reviewed address. */
export const sendTo =
  ({ url, secrets }: Webhook, timeoutMs: number, now: () => Date): SendAlert =>
  async ({ id, person, ...alert }, signal) => {
    const data = { id, ...alert, case: person }
    const body = JSON.stringify({ type: 'portcullis.alert', timestamp: alert.at, data })
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...signedHeaders(secrets, id, now(), body) },
        body,
        redirect: 'manual',
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
      })
      await response.body?.cancel()
      return response.ok ? undefined : `status ${response.status}`
    } catch (error) {
      return reasonOf(error)
    }
  }

/** A code, and never what came from elsewhere. */
const reasonOf = (error: unknown) => {
  const { name, cause } = error as Error & { cause?: { code?: string } }
  if (name === 'TimeoutError') return 'no answer in time'
  return name === 'AbortError' ? 'stopped' : (cause?.code ?? 'not reached')
}
