/** A route with everything that a request to it needs. */
export interface Target {
  readonly name: 'screening' | 'null route'
  readonly url: string
  readonly path: string
  readonly token: string
  /** Bodies of requests, sent in turn; each is a traveller of its own. */
  readonly bodies: readonly string[]
  /** Beside those of every request, or in their place. */
  readonly headers?: Readonly<Record<string, string>>
}

/** What one round of requests brought. */
export interface Round {
  readonly sent: number
  readonly perSecond: number
  /** Replies other than 2xx, and requests without a reply. */
  readonly failures: number
  readonly timesMs: readonly number[]
}

/** The headers of every request. */
export const headersOf = ({ token, headers }: Omit<Target, 'name'>): Record<string, string> => ({
  authorization: `Bearer ${token}`,
  'content-type': 'application/json',
  ...headers
})
