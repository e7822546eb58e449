import type { texts } from '../texts.ts'

/** What `/readyz` says of a node, as far as an officer must know it. */
export interface ReadinessView {
  readonly parts?: { readonly [part in Part]: boolean }
  readonly degraded?: readonly Degradation[]
}
type Part = 'watchlist' | 'record' | 'stream' | 'canary'
type Degradation = 'record_away' | 'watchlist_old'
export type Trouble = keyof typeof texts.connection.troubles

/** What is wrong with the service, the gravest first; of one thing only the worse is said. */
export const troublesOf = ({ parts, degraded = [] }: ReadinessView): readonly Trouble[] => {
  const isDown = (part: Part) => parts?.[part] === false
  const down = (['watchlist', 'record', 'canary', 'stream'] as const).filter(isDown)
  const lesser = degraded.filter(one => !isDown(one === 'record_away' ? 'record' : 'watchlist'))
  return [...down, ...lesser]
}
