import type { Logger } from 'pino'
import type { DecidedLog } from '../kafka/decided-state.ts'
import {
  followManifestStates,
  type ManifestFollowOptions,
  manifestEnds,
  writeManifestState
} from '../kafka/manifest-states.ts'
import type { TopicOptions } from '../kafka/topics.ts'
import type { RedisView } from '../redis/open-redis.ts'
import { recordedManifests } from './recorded-manifests.ts'
import { watchWhole } from './watch-whole.ts'

interface ManifestsOnKafka extends Pick<ManifestFollowOptions, 'kafka' | 'questions' | 'nodeId'> {
  readonly topics: Pick<TopicOptions, 'prefix'>
  readonly view: Pick<RedisView, 'manifests' | 'manifestStates'>
  readonly log: Logger
}

/** Manifests in Redis, with Kafka as their record; and what a node has to do for that all the time. */
export const manifestsOnKafka = (
  { kafka, questions, nodeId, topics: { prefix }, view, log }: ManifestsOnKafka,
  decided: DecidedLog
) => {
  const states = view.manifestStates
  const ends = () => manifestEnds(questions, prefix)
  const { offsets, isWhole } = watchWhole({ offsets: states.offsets, ends })
  const { manifests, recordWaiting } = recordedManifests({
    manifests: view.manifests,
    states,
    isWhole,
    write: stored => writeManifestState(decided, stored),
    isRecordAway: () => !decided.writer.isReachable(),
    log
  })
  const following = { kafka, questions, prefix, nodeId, states: { ...states, offsets } }
  return {
    manifests,
    followers: {
      'manifest-states': (signal: AbortSignal) => followManifestStates(following, signal),
      'manifests-recorded': recordWaiting
    },
    async counts() {
      const [{ waiting, tooLarge }, reach, held] = await Promise.all([
        states.counts(),
        ends(),
        states.offsets()
      ])
      const behind = [...reach].reduce((sum, [at, end]) => sum + end - (held.get(at) ?? 0), 0)
      return { unrecorded: waiting, too_large: tooLarge, to_restore: behind }
    }
  }
}
