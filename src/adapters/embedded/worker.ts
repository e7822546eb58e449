import { parentPort, workerData } from 'node:worker_threads'
import { type Call, openStore, type StoreOptions, type StoreSide } from './store.ts'

// A thread of the database: SQLite's calls are synchronous and an fsync takes its time, so they never run
// on the event loop that matches. It answers one batch at a time, in the order they come.
const { side, options } = workerData as {
  readonly side: StoreSide
  readonly options: StoreOptions
}
const store = openStore(side, options)
parentPort?.on('message', (message: readonly Call[] | 'close') => {
  if (message === 'close') {
    store.close()
    parentPort?.close()
    return
  }
  parentPort?.postMessage(store.run(message))
})
parentPort?.postMessage('ready')
