import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

// Up to what is waited for where everything is late: beyond its last bound a histogram says that bound.
const fast = [
  0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 2.5, 5, 10
]

/** All measurements of one service, in a registry of its own; labels are bounded and never personal. */
export const createMetrics = () => {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    screeningSeconds: new Histogram({
      name: 'portcullis_screening_seconds',
      help: 'Time of one screening by stage: match, record, total',
      labelNames: ['stage'],
      buckets: fast,
      registers
    }),
    decisions: new Counter({
      name: 'portcullis_decisions_total',
      help: 'Screenings by decision, before anything is left out for the caller',
      labelNames: ['decision', 'source'],
      registers
    }),
    candidates: new Histogram({
      name: 'portcullis_candidates',
      help: 'Entries found worth comparing, per screening',
      buckets: [0, 1, 3, 10, 30, 100, 300, 1_000, 3_000],
      registers
    }),
    searchesCutShort: new Counter({
      name: 'portcullis_searches_cut_short_total',
      help: 'Searches that a work limit stopped before all candidates were compared',
      registers
    }),
    screeningsRefused: new Counter({
      name: 'portcullis_screenings_refused_total',
      help: 'Screenings answered with an error, by code',
      labelNames: ['code'],
      registers
    }),
    waiting: new Gauge({
      name: 'portcullis_screenings_waiting',
      help: 'Screenings accepted over HTTP and not yet answered',
      registers
    }),
    listEntries: new Gauge({
      name: 'portcullis_list_entries',
      help: 'Entries in the index of this node',
      registers
    }),
    indexBytes: new Gauge({
      name: 'portcullis_index_bytes',
      help: 'Memory of the index structures',
      registers
    }),
    listVersion: new Gauge({
      name: 'portcullis_list_version',
      help: 'Version of the shared list that the index holds',
      registers
    }),
    snapshotVersion: new Gauge({
      name: 'portcullis_index_snapshot_version',
      help: 'Version of the shared list up to which this node keeps a snapshot of its index; 0 = none',
      registers
    }),
    listAgeSeconds: new Gauge({
      name: 'portcullis_list_age_seconds',
      help: 'Time since the index was last known to be current',
      registers
    }),
    listChecksum: new Gauge({
      name: 'portcullis_list_checksum',
      help: 'Checksum of the active entries in the index: the same on all nodes at the same version',
      registers
    }),
    listDifferences: new Counter({
      name: 'portcullis_list_differences_total',
      help: 'Times that the index was found to differ from the shared list, and was built anew',
      registers
    }),
    recordLag: new Gauge({
      name: 'portcullis_record_lag',
      help: 'Events of a topic not yet handled, by follower',
      labelNames: ['follower'],
      registers
    }),
    followerFailures: new Counter({
      name: 'portcullis_follower_failures_total',
      help: 'Times that a follower of the record stopped and was started again',
      labelNames: ['follower'],
      registers
    }),
    deadLetters: new Counter({
      name: 'portcullis_dead_letters_total',
      help: 'Messages set aside, by topic and reason',
      labelNames: ['topic', 'reason'],
      registers
    }),
    manifests: new Counter({
      name: 'portcullis_manifests_total',
      help: 'Manifests by what became of them: received, repeated, resumed, rejected, failed, late, acknowledged; incomplete counts lists',
      labelNames: ['outcome'],
      registers
    }),
    manifestsUnfinished: new Gauge({
      name: 'portcullis_manifests_unfinished',
      help: 'Manifests that are kept and of which not everybody could be screened yet',
      registers
    }),
    manifestStates: new Gauge({
      name: 'portcullis_manifest_states',
      help: 'States of manifests: unrecorded, too_large for the record, to_restore into the view',
      labelNames: ['state'],
      registers
    }),
    manifestPersons: new Counter({
      name: 'portcullis_manifest_persons_total',
      help: 'Persons of received manifests: screened, duplicate, unscreened, noted',
      labelNames: ['outcome'],
      registers
    }),
    manifestSeconds: new Histogram({
      name: 'portcullis_manifest_seconds',
      help: 'Time from a manifest that was read to all its persons screened and their cases readable',
      buckets: [0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10],
      registers
    }),
    outboxEvents: new Gauge({
      name: 'portcullis_outbox_events',
      help: 'Events that are durable on this node and wait for the record',
      registers
    }),
    auditWaiting: new Gauge({
      name: 'portcullis_audit_lines_waiting',
      help: "Lines of this node's audit that the topic lacked when they were last given to it",
      registers
    }),
    alertTopicsBehind: new Gauge({
      name: 'portcullis_alert_topics_behind',
      help: 'Agencies whose topic has not taken all alerts that this node has for it',
      registers
    }),
    canarySeen: new Gauge({
      name: 'portcullis_canary_seen_timestamp_seconds',
      help: 'When a synthetic listed person last came through everything: found, recorded, a case, alerted',
      registers
    }),
    canaryMissed: new Counter({
      name: 'portcullis_canary_missed_total',
      help: 'Synthetic listed persons that did not come through, by where they were lost: match, record, case, alert',
      labelNames: ['stage'],
      registers
    }),
    searchThreads: new Gauge({
      name: 'portcullis_search_threads',
      help: 'Threads that search beside the main one',
      registers
    }),
    databaseBytes: new Gauge({
      name: 'portcullis_database_bytes',
      help: 'Size of the embedded database: its file, and what is not yet moved into it',
      labelNames: ['file'],
      registers
    }),
    cases: new Gauge({
      name: 'portcullis_cases',
      help: 'Desks of cases by state: what agencies have open',
      labelNames: ['state'],
      registers
    }),
    timersOver: new Counter({
      name: 'portcullis_case_timers_over_total',
      help: 'Cases in which something was not done in time, by what and by who was told',
      labelNames: ['what', 'to'],
      registers
    }),
    alertDeliveries: new Counter({
      name: 'portcullis_alert_deliveries_total',
      help: 'Attempts to deliver alerts to webhooks: delivered, retried, failed',
      labelNames: ['outcome'],
      registers
    }),
    alertsUndelivered: new Gauge({
      name: 'portcullis_alerts_undelivered',
      help: 'Alerts not delivered to their webhook: waiting, failed',
      labelNames: ['state'],
      registers
    }),
    revokedUnread: new Counter({
      name: 'portcullis_revoked_tokens_unread_total',
      help: 'Looks at revoked tokens, one a second, that did not show all of them',
      registers
    }),
    streamClients: new Gauge({
      name: 'portcullis_stream_clients',
      help: 'Open live streams of cases',
      registers
    }),
    httpSeconds: new Histogram({
      name: 'portcullis_http_request_seconds',
      help: 'Time of HTTP requests by route and status class',
      labelNames: ['route', 'method', 'status'],
      buckets: fast,
      registers
    })
  }
}

/** What `createMetrics` makes. */
export type Metrics = ReturnType<typeof createMetrics>
