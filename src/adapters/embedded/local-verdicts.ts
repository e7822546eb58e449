import type { Verdict, Verdicts } from '../../domain/ports.ts'

/** Verdicts within one process. */
export const localVerdicts = (): Verdicts => {
  const waiting = new Map<string, (verdict: Verdict) => void>()
  return {
    publish: verdicts => {
      for (const verdict of verdicts) waiting.get(verdict.commandId)?.(verdict)
    },
    wait: (commandId, timeoutMs) =>
      new Promise(resolve => {
        const done = (verdict: Verdict | undefined) => {
          clearTimeout(timer)
          waiting.delete(commandId)
          resolve(verdict)
        }
        const timer = setTimeout(() => done(undefined), timeoutMs)
        waiting.set(commandId, done)
      })
  }
}
