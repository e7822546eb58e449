import { expect, test } from 'vitest'
import { check } from '#src/adapters/kafka/check-topics.ts'

const week = 7 * 24 * 60 * 60 * 1_000
const always = { 'min.insync.replicas': '2', 'message.timestamp.type': 'LogAppendTime' }
const plan = (more: Record<string, string>) => ({
  topic: 'p.alerts',
  numPartitions: 12,
  replicationFactor: 3,
  configEntries: Object.entries({ ...always, ...more }).map(([name, value]) => ({ name, value }))
})
const kept = plan({ 'cleanup.policy': 'delete', 'retention.ms': String(week) })
const forEver = plan({ 'cleanup.policy': 'delete', 'retention.ms': '-1' })
const compacted = plan({ 'cleanup.policy': 'compact' })
const found = (more: Record<string, string> = {}, counts = { partitions: 12, replication: 3 }) => ({
  ...counts,
  config: new Map(
    Object.entries({
      ...always,
      'cleanup.policy': 'delete',
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

test('how long a compacted topic keeps what is old says nothing', () => {
  const is = found({ 'cleanup.policy': 'compact', 'retention.ms': '1' })
  expect(check(compacted, is)).toEqual({ wrong: [], weak: [] })
})

test.for([
  { is: found({}, { partitions: 3, replication: 3 }), says: 'has 3 partitions, not 12' },
  { is: found({ 'cleanup.policy': 'compact' }), says: 'must have cleanup.policy=delete' }
])('what would lose or mix up events is wrong: $says', ({ is, says }) => {
  expect(check(kept, is)).toEqual({ wrong: [`p.alerts ${says}`], weak: [] })
})

test.for([
  { as: kept, is: found({}, { partitions: 12, replication: 1 }), says: 'has 1 copies, not 3' },
  {
    as: kept,
    is: found({ 'min.insync.replicas': '1' }),
    says: 'has min.insync.replicas=1, not 2'
  },
  {
    as: kept,
    is: found({ 'retention.ms': '1000' }),
    says: `has retention.ms=1000, not ${week}`
  },
  {
    as: kept,
    is: found({ 'message.timestamp.type': 'CreateTime' }),
    says: 'has message.timestamp.type=CreateTime, not LogAppendTime'
  },
  { as: forEver, is: found(), says: `has retention.ms=${week}, not -1` },
  {
    as: plan({
      'cleanup.policy': 'delete',
      'retention.ms': String(week),
      'max.message.bytes': '4194304'
    }),
    is: found({ 'max.message.bytes': '1048588' }),
    says: 'has max.message.bytes=1048588, not 4194304'
  }
])('what keeps or takes less than it should is weak: $says', ({ as, is, says }) => {
  expect(check(as, is)).toEqual({ wrong: [], weak: [`p.alerts ${says}`] })
})
