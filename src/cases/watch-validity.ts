import { setTimeout as pause } from 'node:timers/promises'
import { type EntryFollowDeps, tellCases, untilWhole } from './follow-entries.ts'

const lookEveryMs = 5_000

/**
 * Compares open cases with the list at first, and again whenever a day (UTC) has begun, until the signal aborts: the validity of
 * entries ends and begins then, and nobody changes anything. Every node may do so: a case takes the same notice once.
 */
export const watchValidity = async (
  deps: EntryFollowDeps,
  signal: AbortSignal,
  everyMs = lookEveryMs
): Promise<void> => {
  let compared = ''
  while (!signal.aborted) {
    const today = (await deps.cases.timeFor(deps.now().toISOString())).slice(0, 10)
    if (today !== compared) await compareOpenCases(deps, signal)
    compared = today
    await pause(everyMs, undefined, { signal }).catch(() => undefined)
  }
}

/** Found by their lists, which are few: the work hangs on open cases, not on entries. */
const compareOpenCases = async (deps: EntryFollowDeps, signal: AbortSignal) => {
  await untilWhole(deps, signal)
  const told = new Set<string>()
  for (const { list } of await deps.sharedList.lists()) {
    const found = await deps.cases.atWorkOn(list)
    const untold = found.filter(id => !told.has(id))
    for (const id of untold) told.add(id)
    if (signal.aborted) return
    await tellCases(deps, untold, signal)
  }
}
