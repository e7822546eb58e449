import { rm } from 'node:fs/promises'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest'
import { giveAudit } from '#src/adapters/distributed/give-audit.ts'
import { toPageMessage, verifyAudits } from '#src/adapters/kafka/audit-topic.ts'
import { KafkaQuestions } from '#src/adapters/kafka/questions.ts'
import { ensureTopics } from '#src/adapters/kafka/topics.ts'
import { KafkaWriter } from '#src/adapters/kafka/writer.ts'
import { auditLines, withOtherLine } from '../helpers/audit-pages.ts'
import { okay } from '../helpers/call.ts'
import { openPlatform } from '../helpers/embedded-platform.ts'
import { freshPrefix, quietKafka } from '../helpers/kafka-record.ts'
import { makeList } from '../helpers/list.ts'
import { deploy } from '../helpers/nodes.ts'
import { readTopic } from '../helpers/read-topic.ts'
import { run, type ServiceProcess, startProcess } from '../helpers/service-process.ts'
import { crossing, entryOf, someone, travellerOf } from '../helpers/someone.ts'
import { tempFolder } from '../helpers/temp-folder.ts'
import { until } from '../helpers/until.ts'
import { startKafka } from '../servers/kafka.ts'
import { type RedisServer, startRedis } from '../servers/redis.ts'

const brokers = inject('brokers')
let redis: RedisServer
beforeAll(async () => {
  redis = await startRedis()
})
afterAll(() => redis.stop())

const audit = async (args: readonly string[], env: NodeJS.ProcessEnv) => {
  const { code, out, errors } = await run('src/cli/audit.ts', ['verify', ...args], env)
  return { code, out, errors, found: args.includes('--json') ? JSON.parse(out) : undefined }
}

const screener = async (node: Pick<ServiceProcess, 'asRole'>) => {
  const list = await makeList(node, 'wanted')
  okay(await list.put('1', entryOf(someone('wanted'))))
  return screenOn(node)
}

const screenOn =
  (node: Pick<ServiceProcess, 'asRole'>) =>
  async (count: number): Promise<void> => {
    const traveller = travellerOf(someone('wanted'))
    const question = () => ({ purpose: 'border_control', traveller, journey: crossing() })
    for (let times = 0; times < count; times++) {
      okay(await node.asRole('checkpoint')('POST', '/v1/screenings', question()))
    }
  }

/** The lines on this node's disk, once the topic has every one of them. */
const untilGiven = (dataDir: string, env: NodeJS.ProcessEnv): Promise<number> =>
  until(async () => {
    const { found: here } = await audit(['--json'], { ...env, DATA_DIR: dataDir })
    const { found: there, code } = await audit(['--topic', '--json'], env)
    const isWhole = code === 0 && there.chains[0].lines === here.lines
    return isWhole ? here.lines : undefined
  }, 60_000)

/** Asks how many lines the topic lacks. */
const waitingOn = (node: Pick<ServiceProcess, 'asRole'>) => async (): Promise<number> => {
  const { text } = okay(await node.asRole('admin')('GET', '/metrics'))
  return Number(/^portcullis_audit_lines_waiting (\d+)$/m.exec(text)?.[1])
}

describe('the audit of a node whose disk is gone', () => {
  test('stands in the topic without a gap, over a kill and a restart; a changed page is found', async () => {
    const { prefix, env } = deploy({ brokers, redisUrl: redis.url })
    const dataDir = await tempFolder()
    const node = await startProcess(dataDir, env)
    await (await screener(node))(20)
    await untilGiven(dataDir, env)
    await screenOn(node)(5)
    await node.kill()
    const again = await startProcess(dataDir, env)
    await screenOn(again)(10)
    expect((await again.stop()).code).toBe(0)
    const { found: here } = await audit(['--json'], { ...env, DATA_DIR: dataDir })
    expect(here.lines).toBeGreaterThan(35)
    await rm(dataDir, { recursive: true })

    const whole = await audit(['--topic', '--json'], env)
    expect([whole.code, whole.errors]).toEqual([0, ''])
    const { chains, unreadable } = whole.found
    expect(chains).toEqual([expect.objectContaining({ intact: true, from: 1, lines: here.lines })])
    expect(unreadable).toBe(0)
    const { chain } = chains[0]
    const unknown = await audit(['--topic', '--print', 'of-nobody'], env)
    expect(unknown).toMatchObject({ code: 1, out: '' })
    expect(unknown.errors).toContain('NO CHAIN of-nobody')
    const printed = await audit(['--topic', '--print', chain], env)
    expect(printed.errors).toMatch(new RegExp(`^intact: lines 1 to ${here.lines} of .*${chain}\n$`))
    const lines = printed.out.trimEnd().split('\n')
    expect(lines).toHaveLength(here.lines)
    expect(lines.filter(line => JSON.parse(line).action === 'screened').length).toBe(35)

    const kafka = quietKafka(brokers)
    const pages = await readTopic(kafka, `${prefix}.audit`)
    const producer = kafka.producer()
    await producer.connect()
    const changed = toPageMessage(withOtherLine(pages[0].data, 0), new Date().toISOString())
    await producer.send({ topic: `${prefix}.audit`, messages: [changed] })
    await producer.disconnect()
    const broken = await audit(['--topic'], env)
    expect([broken.code, broken.out]).toEqual([1, expect.stringMatching(/^BROKEN at line 1: /)])
  })
})

describe('with Kafka away', () => {
  test.for([{ how: 'stopped where it stands' }, { how: 'killed' }] as const)(
    'screening goes on, and the topic has every line afterwards: $how',
    async ({ how }) => {
      const kafka = await startKafka()
      onTestFinished(() => kafka.stop())
      const deployment = deploy({ brokers: kafka.address, redisUrl: redis.url })
      const node = await deployment.start()
      const screen = await screener(node)
      const waiting = waitingOn(node)
      await untilGiven(node.dataDir, deployment.env)
      await (how === 'killed' ? kafka.kill() : kafka.pause())
      await screen(30)
      await expect.poll(waiting, { timeout: 20_000 }).toBeGreaterThanOrEqual(30)
      await (how === 'killed' ? kafka.restart() : kafka.resume())
      await expect.poll(waiting, { timeout: 60_000 }).toBe(0)
      expect(await untilGiven(node.dataDir, deployment.env)).toBeGreaterThan(30)
    }
  )
})

test('a topic that takes nothing holds up nothing else', async () => {
  const deployment = deploy({ brokers, redisUrl: redis.url })
  const node = await deployment.start()
  const list = await makeList(node, 'wanted')
  const questions = new KafkaQuestions(quietKafka(brokers))
  onTestFinished(() => questions.close())
  await untilGiven(node.dataDir, deployment.env)
  const topics = [`${deployment.prefix}.audit`]
  await questions.ask(admin => admin.deleteTopics({ topics }), 30_000)
  const entry = entryOf(someone('wanted'))
  okay(await list.put('1', entry))
  await expect.poll(waitingOn(node), { timeout: 20_000 }).toBeGreaterThan(0)
  for (let times = 2; times < 60; times++) okay(await list.put(`${times}`, entry))
})

test('a topic that was lost is given all lines again', async () => {
  const kafka = quietKafka(brokers)
  const questions = new KafkaQuestions(kafka)
  onTestFinished(() => questions.close())
  const prefix = freshPrefix()
  const make = () =>
    questions.ask(admin => ensureTopics(admin, { prefix, partitions: 3, replication: 1 }), 30_000)
  await make()
  const platform = await openPlatform()
  const give = async (from: number) => {
    await platform.audit.append(auditLines(3, from))
    const log = pino({ level: 'silent' })
    const writer = await KafkaWriter.open({ kafka, log })
    const options = { audit: platform.audit, writer, questions, prefix, node: 'node-1', log }
    await giveAudit({ ...options, now: () => new Date() }).follow(AbortSignal.abort())
    await writer.close()
  }
  await give(1)
  await give(4)
  await questions.ask(admin => admin.deleteTopics({ topics: [`${prefix}.audit`] }), 30_000)
  await expect
    .poll(() => questions.ask(admin => admin.listTopics()), { timeout: 30_000 })
    .not.toContain(`${prefix}.audit`)
  await make()
  await give(7)
  const { chains } = await verifyAudits({ kafka, questions, prefix })
  expect(chains).toEqual([expect.objectContaining({ intact: true, from: 1, lines: 9 })])
})
