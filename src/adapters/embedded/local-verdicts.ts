import type { Verdict, Verdicts } from '../../domain/ports.ts'
import { LightMap } from '../../light-map.ts'

/** Verdicts within one process. */
export const localVerdicts = (): Verdicts => {
  const waiting = new LightMap<string, (verdict: Verdict) => void>()
  return {
    publish: verdicts => {
      for (const verdict of verdicts) waiting.get(verdict.commandId)?.(verdict)
    },
    wait: (commandId, timeoutMs, signal) =>
      new Promise(resolve => {
        const done = (verdict?: Verdict) => {
          clearTimeout(timer)
          signal?.removeEventListener('abort', giveUp)
          waiting.delete(commandId)
          resolve(verdict)
        }
        const giveUp = () => done()
        const timer = setTimeout(giveUp, timeoutMs)
        if (signal?.aborted) return giveUp()
        signal?.addEventListener('abort', giveUp)
        waiting.set(commandId, done)
      })
  }
}
