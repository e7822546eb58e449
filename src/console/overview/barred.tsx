import type { ComponentChildren } from 'preact'

export interface BarredProps {
  /** Of 1. */
  readonly share: number
  /** What the bar's colour says, and a word beside it. */
  readonly tone?: 'caution' | 'danger' | undefined
  /** Whether a line stands at a half. */
  readonly isHalved?: boolean
  readonly children: ComponentChildren
}

/** A number with a bar behind it, as long as its share of 1. */
export const Barred = ({ share, tone, isHalved = false, children }: BarredProps) => (
  <td
    class={['number barred', tone, isHalved && 'halved'].filter(Boolean).join(' ')}
    style={{ '--share': `${Math.round(share * 100)}%` }}
  >
    {children}
  </td>
)
