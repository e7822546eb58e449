import { parentPort, workerData } from 'node:worker_threads'
import { createWatchIndex } from '#matchers/index.ts'
import { inSpareTime } from '../in-spare-time.ts'
import { answer, type Question } from './question.ts'
import type { Asked, Replied, ThreadStart } from './search-thread.ts'

// The thread beside the main one: it holds an index of its own over the same segments, takes every change in the order in
// which the main thread made it, and answers one question after the other.
const { model, image } = workerData as ThreadStart
const index = createWatchIndex(model, image)
let steps: Generator<void, void> | undefined

const reply = (replied: Replied) => parentPort?.postMessage(replied)

/** Nothing where the search fails: the main thread makes it again, and says why. */
const found = (question: Question) => {
  try {
    return answer(index, question)
  } catch {
    return undefined
  }
}

/** Merges segments step by step, with whatever was asked in between. */
const tidyUp = () => {
  steps ??= index.compaction()
  if (steps === undefined) return
  if (steps.next().done) steps = undefined
  setImmediate(tidyUp)
}

parentPort?.on('message', (asked: Asked) => {
  if ('changes' in asked) {
    index.apply(asked.changes)
    if (steps === undefined) tidyUp()
    return
  }
  reply(asked.questions.map(found))
})
reply('ready')
await inSpareTime(index.learning(), new AbortController().signal)
