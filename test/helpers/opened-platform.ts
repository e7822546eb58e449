import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from 'vitest'
import { EmbeddedPlatform } from '#src/adapters/embedded/open-embedded.ts'
import type { Follow, Record, RecordedEvent, Topic } from '#src/domain/ports.ts'

/** Tests with the embedded adapters over a folder that each has for itself. */
export const withPlatform = base.extend(
  'platform',
  async ({ task: _ }, { onCleanup }): Promise<EmbeddedPlatform> => {
    const dataDir = await mkdtemp(join(tmpdir(), 'portcullis-test-'))
    const now = () => new Date()
    const platform = await EmbeddedPlatform.open({ dataDir, exclusive: true, now })
    onCleanup(async () => {
      await platform.close()
      await rm(dataDir, { recursive: true, force: true })
    })
    return platform
  }
)

/** Everything in a topic now, oldest first. */
export const eventsOf = async (record: Record, topic: Topic): Promise<readonly RecordedEvent[]> => {
  const end = (await record.ends(topic)).get(0) ?? 0
  const events: RecordedEvent[] = []
  if (end === 0) return events
  const enough = new AbortController()
  const follow: Follow = {
    topic,
    group: 'test',
    after: async () => new Map(),
    handle: async batch => {
      events.push(...batch)
      if ((batch.at(-1)?.position.offset ?? 0) >= end) enough.abort()
    },
    signal: enough.signal
  }
  await record.follow(follow)
  return events
}
