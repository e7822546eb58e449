import type { ServerResponse } from 'node:http'

/** Requests that are being handled. */
export interface UnderWay {
  /** One more, until its answer has been handed over or its caller is gone. */
  begin(answer: Pick<ServerResponse, 'once'>): void
  /** Resolves as soon as there is none. */
  untilNone(): Promise<void>
}

/** Counts requests that are being handled: a caller that stalls before its request is whole is none. */
export const countUnderWay = (): UnderWay => {
  let underWay = 0
  let onNone: (() => void)[] = []
  const end = () => {
    underWay -= 1
    if (underWay > 0) return
    for (const tell of onNone) tell()
    onNone = []
  }
  return {
    begin(answer) {
      underWay += 1
      answer.once('close', end)
    },
    untilNone: () =>
      new Promise(resolve => {
        if (underWay === 0) resolve()
        else onNone.push(resolve)
      })
  }
}
