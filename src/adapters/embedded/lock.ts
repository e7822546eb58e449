import { DatabaseSync } from 'node:sqlite'
import { makePrivate } from './files.ts'
import { recordUnavailable } from './unavailable.ts'

/**
 * Keeps a second service out of the data folder, until `close`. The lock is an open transaction, so the operating
 * system releases it even when the process is killed.
 */
export const lockFolder = async (file: string): Promise<{ close(): void }> => {
  await makePrivate(file)
  const lock = new DatabaseSync(file, { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    throw recordUnavailable(`another service already uses ${file}`, error)
  }
  return { close: () => lock.close() }
}
