import { createHmac } from 'node:crypto'

/**
 * Headers that prove who sent a message and when, as of Standard Webhooks 1.0: for each secret one
 * HMAC-SHA-256 over `id.timestamp.body`, in base64 after `v1,`.
 */
export const signedHeaders = (
  secrets: readonly string[],
  id: string,
  at: Date,
  body: string
): { readonly [header: string]: string } => {
  const timestamp = String(Math.floor(at.getTime() / 1_000))
  const signatures = secrets.map(secret => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
    const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`)
    return `v1,${signature.digest('base64')}`
  })
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' ')
  }
}
