import { expect, test } from 'vitest'
import { check } from '#src/adapters/kafka/check-topics.ts'

const week = 7 * 24 * 60 * 60 * 1_000
const always = {
  'min.insync.replicas': '2',
  'message.timestamp.type': 'LogAppendTime',
  'compression.type': 'uncompressed'
}
const plan = (more: Record<string, string>) => ({
  topic: 'p.alerts',
  numPartitions: 12,
  replicationFactor: 3,
  config: { ...always, ...more }
})
const anySize = { 'cleanup.policy': 'delete', 'retention.bytes': '-1' }
const kept = plan({ ...anySize, 'retention.ms': String(week) })
const forEver = plan({ ...anySize, 'retention.ms': '-1' })
const compacted = plan({ 'cleanup.policy': 'compact' })
const found = (more: Record<string, string> = {}, counts = { partitions: 12, replication: 3 }) => ({
  ...counts,
  config: new Map(
    Object.entries({
      ...always,
      ...anySize,
      'retention.ms': String(week),
      ...more
    })
  )
})

test.for([
  { is: found(), why: 'it is as it is made' },
  { is: found({ 'retention.ms': '-1' }), why: 'it keeps for ever' },
  { is: found({ 'min.insync.replicas': '3' }), why: 'more copies are written' }
])('a topic that keeps as much or more is as it should be: $why', ({ is }) => {
  expect(check(kept, is)).toEqual({ wrong: [], weak: [] })
})

test('how long, or how much, a compacted topic keeps of what is old says nothing', () => {
  const is = found({ 'cleanup.policy': 'compact', 'retention.ms': '1', 'retention.bytes': '1' })
  expect(check(compacted, is)).toEqual({ wrong: [], weak: [] })
})

test.for([
  { is: found({}, { partitions: 3, replication: 3 }), says: 'has 3 partitions, not 12' },
  { is: found({ 'cleanup.policy': 'compact' }), says: 'must have cleanup.policy=delete' }
])('what would lose or mix up events is wrong: $says', ({ is, says }) => {
  expect(check(kept, is)).toEqual({ wrong: [`p.alerts ${says}`], weak: [] })
})

test.for([
  {
    as: kept,
    is: found({ 'min.insync.replicas': '1' }),
    has: 'min.insync.replicas=1, not 2',
    set: 'min.insync.replicas=2'
  },
  {
    as: kept,
    is: found({ 'retention.ms': '1000' }),
    has: `retention.ms=1000, not ${week}`,
    set: `retention.ms=${week}`
  },
  {
    as: forEver,
    is: found({ 'retention.ms': '-1', 'retention.bytes': '1073741824' }),
    has: 'retention.bytes=1073741824, not -1',
    set: 'retention.bytes=-1'
  },
  {
    as: kept,
    is: found({ 'message.timestamp.type': 'CreateTime' }),
    has: 'message.timestamp.type=CreateTime, not LogAppendTime',
    set: 'message.timestamp.type=LogAppendTime'
  },
  {
    as: kept,
    is: found({ 'compression.type': 'producer' }),
    has: 'compression.type=producer, not uncompressed',
    set: 'compression.type=uncompressed'
  },
  { as: forEver, is: found(), has: `retention.ms=${week}, not -1`, set: 'retention.ms=-1' },
  {
    as: plan({
      ...anySize,
      'retention.ms': String(week),
      'max.message.bytes': '4194304'
    }),
    is: found({ 'max.message.bytes': '1048588' }),
    has: 'max.message.bytes=1048588, not 4194304',
    set: 'max.message.bytes=4194304'
  }
])('what keeps or takes less than it should is weak: $has', ({ as, is, has, set }) => {
  const mend = `kafka-configs.sh --bootstrap-server BROKER --alter --topic p.alerts --add-config ${set}`
  expect(check(as, is)).toEqual({ wrong: [], weak: [{ topic: 'p.alerts', has: [has], mend }] })
})

test('of a topic all that is weak is named, and mended by one command; copies by none', () => {
  const fewer = { partitions: 12, replication: 1 }
  const copies = '1 copies, not 3'
  expect(check(kept, found({}, fewer)).weak).toEqual([{ topic: 'p.alerts', has: [copies] }])
  const is = found({ 'retention.ms': '1000', 'compression.type': 'zstd' }, fewer)
  expect(check(kept, is).weak).toEqual([
    {
      topic: 'p.alerts',
      has: [copies, `retention.ms=1000, not ${week}`, 'compression.type=zstd, not uncompressed'],
      mend: expect.stringMatching(`retention.ms=${week},compression.type=uncompressed$`)
    }
  ])
})
