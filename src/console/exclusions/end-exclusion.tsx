import { call } from '../api/call.ts'
import type { ExclusionView } from '../api/views.ts'
import { Confirm } from '../shell/confirm.tsx'
import { texts } from '../texts.ts'

export interface EndExclusionProps {
  readonly one: ExclusionView
  readonly onClose: () => void
  /** Told whether it has ended already, or was only received. */
  readonly onEnded: (has: 'ended' | 'accepted') => void
}

interface Accepted {
  readonly status: 'accepted'
}

/** Asks once more, then ends an exclusion. */
export const EndExclusion = ({ one, onClose, onEnded }: EndExclusionProps) => (
  <Confirm
    title={texts.exclusions.endOne(`${one.list} / ${one.entryId}`)}
    text={texts.exclusions.sure}
    button={texts.exclusions.end}
    run={async () => {
      const answer = await call<Accepted | undefined>('DELETE', `/v1/exclusions/${one.id}`)
      onEnded(answer ? answer.status : 'ended')
    }}
    onClose={onClose}
  />
)
