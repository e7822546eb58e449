import type { Deliveries, Exclusions } from '#src/domain/case-ports.ts'
import type { NodeReports } from '#src/domain/node-report.ts'
import type { Callers, Manifests, Positions, Verdicts } from '#src/domain/ports.ts'
import { type Bell, createBell } from '../bell.ts'
import type { CheckedCases, CheckedList } from '../checked.ts'
import type { ManifestStates } from '../manifest-states.ts'
import { sealingUnder } from '../sealing.ts'
import { redisCallers } from './callers.ts'
import { caseKeys, redisCases } from './cases.ts'
import { openRedisClients, type RedisClients } from './clients.ts'
import type { RedisConfig } from './connect.ts'
import { redisDeliveries } from './deliveries.ts'
import { emptyView } from './empty-view.ts'
import { redisExclusions } from './exclusions.ts'
import { otherSecrets } from './key-prints.ts'
import { type Heard, type Listening, listen } from './listen.ts'
import { redisManifestStates } from './manifest-states.ts'
import { redisManifests } from './manifests.ts'
import { redisNodeReports } from './node-reports.ts'
import { redisPositions } from './positions.ts'
import { type RecentEvents, redisRecentEvents } from './recent-events.ts'
import { listKeys, redisSharedList } from './shared-list.ts'
import { asked } from './unavailable.ts'
import { redisVerdicts } from './verdicts.ts'

export interface RedisOptions {
  readonly config: RedisConfig
  /** Encrypts what is personal: the same on every node. */
  readonly fieldKey: Uint8Array
  /** How long a repeated event is recognised. */
  readonly retentionMs?: number
}

/** As long as the policy keeps travellers without a case. */
const defaultRetentionMs = 96 * 3_600_000

/** The shared view in Redis: everything that nodes share and that the record can make again. */
export class RedisView {
  readonly sharedList: CheckedList
  readonly cases: CheckedCases
  readonly positions: Positions
  readonly manifests: Manifests
  readonly manifestStates: ManifestStates
  readonly exclusions: Exclusions
  readonly deliveries: Deliveries
  readonly callers: Callers
  readonly nodeReports: NodeReports
  readonly recentEvents: RecentEvents
  readonly verdicts: Verdicts
  readonly #clients: RedisClients
  readonly #closing = new AbortController()
  readonly #listening: readonly Listening[]

  private constructor(
    clients: RedisClients,
    { fieldKey, retentionMs = defaultRetentionMs }: RedisOptions
  ) {
    const { signal } = this.#closing
    const sealing = sealingUnder(fieldKey)
    const listBell = createBell()
    const agencyBells = createAgencyBells()
    const exclusionBell = createBell()
    const hearCases = (heard: Heard) => {
      agencyBells.ring(heard)
      if (heard.length === 0 || heard.some(one => one['exclusions'])) exclusionBell.ring()
    }
    this.#clients = clients
    this.sharedList = redisSharedList(clients, sealing, listBell)
    this.cases = redisCases(clients, sealing, agencyBells.of)
    this.positions = redisPositions(clients)
    this.manifests = redisManifests(clients, sealing)
    this.manifestStates = redisManifestStates(clients)
    this.exclusions = redisExclusions(clients, sealing, exclusionBell)
    this.deliveries = redisDeliveries(clients, sealing)
    this.callers = redisCallers(clients)
    this.nodeReports = redisNodeReports(clients)
    this.recentEvents = redisRecentEvents(clients, sealing, fieldKey, retentionMs)
    const verdicts = redisVerdicts(clients)
    this.verdicts = verdicts
    this.#listening = [
      listen(clients, listKeys(clients).changes, listBell.ring, signal),
      listen(clients, caseKeys(clients).store.changes, hearCases, signal),
      listen(clients, verdicts.stream, verdicts.hear, signal)
    ]
  }

  /** Connects, and listens when it resolves; rejects when Redis can't be reached or refuses. Later it comes back by itself. */
  static async open(options: RedisOptions): Promise<RedisView> {
    const clients = await openRedisClients(options.config)
    try {
      await mayAsk(clients)
    } catch (error) {
      clients.close()
      throw error
    }
    const view = new RedisView(clients, options)
    await Promise.all(view.#listening.map(({ begun }) => begun))
    return view
  }

  /** Whether a server throws away what it was told to keep when its memory is full. */
  async evicts(): Promise<boolean> {
    const memory = await this.#clients.memory()
    return memory.some(
      said => /^maxmemory:[1-9]/m.test(said) && /^maxmemory_policy:allkeys/m.test(said)
    )
  }

  /** See `otherSecrets`. */
  otherSecrets(given: Readonly<Record<string, Uint8Array>>): Promise<readonly string[]> {
    return otherSecrets(this.#clients, given)
  }

  /**
   * Empties it, while nodes run, of all that the record makes again; see `emptyView`. Rejects, and does nothing, where
   * manifests stand here alone.
   */
  async empty(): Promise<void> {
    const { waiting } = await this.manifestStates.counts()
    if (waiting > 0)
      throw new Error(
        `${waiting} manifests are not in Kafka yet: try again when manifest_states says that none is unrecorded`
      )
    await emptyView(this.#clients)
  }

  /** Stops listening, then lets the connections go. */
  async close(): Promise<void> {
    this.#closing.abort()
    await Promise.all(this.#listening.map(({ ended }) => ended))
    this.#clients.close()
  }
}

/**
 * Asks for a key of each part. A listener tries again whatever it is answered: a user without the right, or a cluster that is
 * addressed as one server, would keep the start waiting without a word.
 */
const mayAsk = ({ bulk, key }: RedisClients) =>
  asked(Promise.all(parts.map(part => bulk.exists(key(part, 'meta')))))

const parts = ['list', 'cases', 'exclusions', 'deliveries', 'manifests:2', 'positions', 'callers']

/** A bell for each agency that somebody listens for; a moment to look around rings all. */
const createAgencyBells = () => {
  const bells = new Map<string, Bell>()
  return {
    of: (agency: string) => {
      const bell = bells.get(agency) ?? createBell()
      bells.set(agency, bell)
      return bell
    },
    ring: (heard: Heard) => {
      const named = new Set(heard.flatMap(({ agencies = '' }) => agencies.split(',')))
      for (const [agency, bell] of bells) {
        if (heard.length === 0 || named.has(agency)) bell.ring()
      }
    }
  }
}
