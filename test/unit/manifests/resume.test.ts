import { describe, expect } from 'vitest'
import type { EmbeddedPlatform } from '#src/adapters/embedded/open-embedded.ts'
import { idsUnder } from '#src/domain/ids.ts'
import type { Manifests } from '#src/domain/ports.ts'
import { loadAuthorities } from '#src/load-authorities.ts'
import { createReceiver } from '#src/manifests/receive.ts'
import { resumeManifests } from '#src/manifests/resume.ts'
import { createMetrics } from '#src/metrics.ts'
import { eventsOf, withPlatform as test } from '#test/helpers/opened-platform.ts'
import { aReceivedManifest, aScreenedPerson } from '#test/helpers/received-manifest.ts'
import { aScreening } from '#test/helpers/screened.ts'
import { someone } from '#test/helpers/someone.ts'

const authorities = loadAuthorities('config/policy.json')
const { answerWithinMs } = authorities.default
const people = [someone('on two nodes'), someone('on two nodes as well')]
const received = aReceivedManifest(people, [aScreenedPerson(1, 'c-1'), aScreenedPerson(2, 'c-2')])
const { id, receivedAt: at } = received
const after = (ms: number) => () => new Date(Date.parse(at) + ms)
const put = ({ manifests }: EmbeddedPlatform, isFinished: boolean) =>
  manifests.put({ id, at, keys: [], content: received, isFinished })

/** What is taken up in one round. */
const takenUp = async (manifests: Manifests, now: () => Date) => {
  const ids: string[] = []
  const stop = new AbortController()
  let asked = 0
  const forOneRound: Manifests = {
    ...manifests,
    unfinished: limit => {
      if (++asked === 2) stop.abort()
      return manifests.unfinished(limit)
    }
  }
  const resume = async (one: string) => {
    ids.push(one)
    return received
  }
  const deps = { manifests: forOneRound, resume, authorities, metrics: createMetrics(), now }
  await resumeManifests(deps, stop.signal)
  return ids
}

describe('what is not finished', () => {
  test('is left to the node that may have it under way, until the carrier had its fallback for half a minute', async ({
    platform
  }) => {
    await put(platform, false)
    const shared = { ...platform.manifests, isShared: true }
    expect(await takenUp(shared, after(0))).toEqual([])
    expect(await takenUp(shared, after(answerWithinMs + 29_999))).toEqual([])
    expect(await takenUp(shared, after(answerWithinMs + 30_000))).toEqual([id])
  })

  test('is left alone while what was lost is being put back', async ({ platform }) => {
    await put(platform, false)
    const stop = new AbortController()
    const metrics = createMetrics()
    metrics.manifestsUnfinished.set = () => stop.abort() // the round is over
    const ids: string[] = []
    const resume = async (one: string) => {
      ids.push(one)
      return received
    }
    const manifests = { ...platform.manifests, isWhole: async () => false }
    await resumeManifests({ manifests, resume, authorities, metrics, now: after(0) }, stop.signal)
    expect(ids).toEqual([])
  })

  test('is not left for hours where it was received by a node whose clock was ahead', async ({
    platform
  }) => {
    await put(platform, false)
    const shared = { ...platform.manifests, isShared: true }
    expect(await takenUp(shared, after(-3_600_000))).toEqual([id])
  })

  test('is taken up at once by the only process that can', async ({ platform }) => {
    await put(platform, false)
    expect(await takenUp(platform.manifests, after(0))).toEqual([id])
  })

  test('and is finished by another node meanwhile is told to no carrier', async ({ platform }) => {
    const { manifests, record, cases, audit, keys } = platform
    const compared = Promise.withResolvers<void>()
    const begun = Promise.withResolvers<void>()
    const screen = async () => {
      begun.resolve()
      await compared.promise
      return aScreening({ hits: [] })
    }
    const slow = createReceiver({
      screen,
      record,
      manifests,
      cases,
      verdicts: { publish: () => undefined, wait: async () => undefined },
      authorities,
      audit,
      ids: idsUnder(keys.idsKey),
      metrics: createMetrics(),
      unscreenedAgencies: ['border'],
      now: after(60_000)
    })
    await put(platform, false)
    const resumed = slow.resume(id)
    await begun.promise
    await put(platform, true)
    compared.resolve()
    await resumed
    expect(await eventsOf(record, 'carrier-replies')).toEqual([])
  })
})
