import { parentPort, workerData } from 'node:worker_threads'
import { type Batch, openStore, type StoreOptions } from './store.ts'

// The thread of the database: SQLite's calls are synchronous and an fsync takes its time, so they never run
// on the event loop that matches. It answers one batch at a time, in the order they come.
const store = openStore(workerData as StoreOptions)
parentPort?.on('message', (message: Batch | 'close') => {
  if (message === 'close') {
    store.close()
    parentPort?.close()
    return
  }
  parentPort?.postMessage(store.run(message))
})
parentPort?.postMessage('ready')
