import type { Logger } from 'pino'
import { brokerOptions, type DistributedSettings, redisConfig } from '#src/distributed-settings.ts'
import { kafkaClient } from '../kafka/client.ts'
import { restoreManifests } from '../kafka/manifest-states.ts'
import { KafkaQuestions } from '../kafka/questions.ts'
import { restoreCases, restoreList } from '../kafka/restore.ts'
import { RedisView } from '../redis/open-redis.ts'
import { viewReplacedCode } from '../redis/unavailable.ts'
import { requireSameKeys } from './require-same-keys.ts'

/** What a rebuild has read. */
export interface Rebuilt {
  readonly entries: number
  readonly cases: number
  readonly manifests: number
}

export interface RebuildOptions {
  readonly settings: DistributedSettings
  readonly fieldKey: Uint8Array
  readonly log: Logger
  /** Empties the shared view first. */
  readonly isEmptied?: boolean
  readonly onProgress: (what: keyof Rebuilt, read: number, all: number) => void
}

/**
 * Brings the shared view up to the decided state of the record; what it holds already stays, unless it is emptied first. Nodes may run meanwhile:
 * each notices that the view has moved on, and goes on from there.
 */
export const rebuild = async (options: RebuildOptions): Promise<Rebuilt> => {
  const { settings, fieldKey, log, isEmptied = false, onProgress } = options
  const kafka = kafkaClient(brokerOptions(settings, 'portcullis-rebuild'), log)
  const questions = new KafkaQuestions(kafka)
  const view = await RedisView.open({ config: redisConfig(settings), fieldKey })
  const from = (what: keyof Rebuilt) => ({
    kafka,
    questions,
    prefix: settings.kafkaPrefix,
    onProgress: (read: number, all: number) => onProgress(what, read, all)
  })
  try {
    await requireSameKeys(view, { FIELD_KEY: fieldKey })
    if (isEmptied) await view.empty()
    const entries = await untilTaken(() => restoreList(from('entries'), view.sharedList))
    const cases = await untilTaken(() => restoreCases(from('cases'), view.cases))
    const manifests = await restoreManifests(from('manifests'), view.manifestStates)
    return { entries, cases, manifests }
  } finally {
    await questions.close()
    await view.close()
  }
}

/** Nodes that run fill it too: whoever comes second goes on from there. */
const untilTaken = async (restore: () => Promise<number>): Promise<number> => {
  for (;;) {
    try {
      return await restore()
    } catch (error) {
      if ((error as { code?: unknown }).code !== viewReplacedCode) throw error
    }
  }
}
