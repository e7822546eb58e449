import { useEffect, useState } from 'preact/hooks'
import type { Connection } from '../api/follow-cases.ts'
import { texts } from '../texts.ts'

const everyMs = 10_000

/** Says what an officer must not overlook: a line that is cut, a watchlist that is old. */
export const Status = ({ connection }: { readonly connection: Connection }) => {
  const isStale = useStaleList()
  return (
    <div class="status" role="status">
      {connection === 'lost' && <p class="notice bad">{texts.connection.lost}</p>}
      {connection !== 'lost' && isStale && <p class="notice bad">{texts.connection.stale}</p>}
    </div>
  )
}

const useStaleList = () => {
  const [isStale, setStale] = useState(false)
  useEffect(() => {
    const ask = async () => {
      const reply = await fetch('/readyz')
      const { parts } = (await reply.json()) as { parts?: { watchlist: boolean } }
      setStale(parts?.watchlist === false)
    }
    const look = () => void ask().catch(() => undefined) // a cut line has its own sign
    look()
    const timer = setInterval(look, everyMs)
    return () => clearInterval(timer)
  }, [])
  return isStale
}
