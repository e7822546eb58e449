import type { PassengerList } from '../people/passenger-lists.ts'
import { rounded } from '../percentiles.ts'

/** Where manifests are sent, and by whom. */
export interface ManifestTarget {
  readonly url: string
  readonly token: string
}

/** What became of some manifests. */
export interface Sent {
  readonly messages: number
  readonly persons: number
  /** Persons of whom no answer says that they were screened, doubles and unreadable ones left out. */
  readonly lost: number
  readonly failures: number
  readonly timesMs: readonly number[]
  readonly seconds: number
}

/** Sends lists, so many at once, and counts what each answer says of its persons. */
export const sendManifests = async (
  { url, token }: ManifestTarget,
  lists: Iterator<PassengerList>,
  { count, concurrent }: { readonly count: number; readonly concurrent: number },
  eachSecond: () => Promise<void> = async () => {}
): Promise<Sent> => {
  const timesMs: number[] = []
  let [taken, persons, lost, failures] = [0, 0, 0, 0]
  const startedAt = performance.now()
  const sendOne = async (list: PassengerList) => {
    const sentAt = performance.now()
    const reply = await fetch(`${url}/v1/manifests`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/edifact' },
      body: list.paxlst
    })
    const answer = (await reply.json()) as Answer
    timesMs.push(performance.now() - sentAt)
    persons += list.persons
    if (!reply.ok) failures += 1
    const answered = answer.persons?.filter(({ status }) => known.has(status)).length ?? 0
    lost += list.persons - answered
  }
  const work = async () => {
    while (taken < count) {
      taken += 1
      const list = lists.next()
      if (!list.done) await sendOne(list.value)
    }
  }
  const watching = setInterval(() => void eachSecond(), 1_000)
  try {
    await Promise.all(Array.from({ length: concurrent }, work))
  } finally {
    clearInterval(watching)
  }
  const seconds = rounded((performance.now() - startedAt) / 1_000, 2)
  return { messages: taken, persons, lost, failures, timesMs, seconds }
}

interface Answer {
  readonly persons?: readonly { readonly status: string }[]
}

const known = new Set(['screened', 'duplicate', 'unscreened'])
