import { useEffect, useState } from 'preact/hooks'
import type { Connection } from '../api/follow-cases.ts'
import type { Notes } from '../state/use-notes.ts'
import { texts } from '../texts.ts'
import { type ReadinessView, type Trouble, troublesOf } from './troubles.ts'

const everyMs = 10_000

export interface StatusProps {
  readonly connection: Connection
  readonly notes: Notes
  /** Whether sound is wanted, and the browser holds it back. */
  readonly isSilent: boolean
}

/** Says what an officer must not overlook: a line that is cut, a service that lacks a part of what it needs, what became of an action. */
export const Status = ({ connection, notes, isSilent }: StatusProps) => {
  const troubles = useTroubles()
  return (
    <div class="status" role="status">
      {connection === 'lost' && <Warning text={texts.connection.lost} />}
      {troubles.map(trouble => (
        <Warning key={trouble} text={texts.connection.troubles[trouble]} />
      ))}
      {isSilent && <p class="notice">{texts.shell.silent}</p>}
      {notes.texts.map(({ id, text }) => (
        <p key={id} class="notice">
          <bdi>{text}</bdi>{' '}
          <button type="button" onClick={() => notes.say(id, '')}>
            {texts.shell.close}
          </button>
        </p>
      ))}
    </div>
  )
}

const Warning = ({ text }: { readonly text: string }) => (
  <p class="notice bad">
    <span aria-hidden="true">⚠ </span>
    {text}
  </p>
)

const useTroubles = () => {
  const [troubles, setTroubles] = useState<readonly Trouble[]>([])
  useEffect(() => {
    const ask = async () => {
      const reply = await fetch('/readyz')
      setTroubles(troublesOf((await reply.json()) as ReadinessView))
    }
    const look = () => void ask().catch(() => undefined) // a cut line has its own sign
    look()
    const timer = setInterval(look, everyMs)
    return () => clearInterval(timer)
  }, [])
  return troubles
}
