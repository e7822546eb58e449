import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { okay } from '../helpers/call.ts'
import { type Certificates, makeCertificates } from '../helpers/certificates.ts'
import { makeList } from '../helpers/list.ts'
import { deploy } from '../helpers/nodes.ts'
import { startService } from '../helpers/running-service.ts'
import { crossing, entryOf, someone, travellerOf } from '../helpers/someone.ts'
import { tempFolder } from '../helpers/temp-folder.ts'
import { until } from '../helpers/until.ts'
import { freePort } from '../servers/free-port.ts'
import { startKafka } from '../servers/kafka.ts'
import { startRedis } from '../servers/redis.ts'

const rights = '+@all -@admin -@dangerous +info'

const startServers = async ({ certFile, keyFile }: Certificates) => {
  const kafka = await startKafka({
    secured: { certFile, keyFile, users: { node: 'kafka-s3cret' } }
  })
  onTestFinished(() => kafka.stop())
  const tls = ['--tls-auth-clients', 'no', '--tls-cert-file', certFile, '--tls-key-file', keyFile]
  const user = `user portcullis on >redis-s3cret ~{test-* ${rights}`
  const redis = await startRedis(tls, `save ""\nuser default off\n${user}`)
  onTestFinished(() => redis.stop())
  return { kafka, redis }
}

const secretFile = async (secret: string) => {
  const file = join(await tempFolder(), 'secret')
  await writeFile(file, `${secret}\n`)
  return file
}

const deploySecured = async (sasl: string, kafkaSecret = 'kafka-s3cret') => {
  const certificates = await makeCertificates()
  const { kafka, redis } = await startServers(certificates)
  const { env } = deploy({
    brokers: kafka.address,
    redisUrl: `rediss://127.0.0.1:${redis.port}`
  })
  return {
    ...env,
    KAFKA_TLS: 'true',
    KAFKA_CA_FILE: certificates.caFile,
    KAFKA_SASL: sasl,
    KAFKA_USERNAME: 'node',
    KAFKA_PASSWORD_FILE: await secretFile(kafkaSecret),
    REDIS_USERNAME: 'portcullis',
    REDIS_PASSWORD_FILE: await secretFile('redis-s3cret'),
    REDIS_CA_FILE: certificates.caFile
  }
}

test.for(['scram-sha-256', 'scram-sha-512'])(
  'a node works over TLS, signed in by %s at Kafka and as an ACL user at Redis',
  async sasl => {
    const node = await startService({ env: await deploySecured(sasl), logLevel: 'warn' })
    onTestFinished(() => node.close())
    const person = someone(sasl)
    const list = await makeList(node, 'secured', { agency: 'interior' })
    // Taken by the projection when it has joined its group, on a broker that has just started.
    await until(async () =>
      (await list.put('1', entryOf(person))).status === 200 ? true : undefined
    )
    const traveller = travellerOf(person)
    const question = { purpose: 'border_control', traveller, journey: crossing() }
    const { body } = okay(await node.asRole('checkpoint')('POST', '/v1/screenings', question))
    expect(body.decision).toBe('refer')
    const officer = node.asRole('officer', { agency: 'interior' })
    await until(async () => {
      const { status } = await officer('GET', `/v1/cases/${body.caseId}`)
      return status === 200 ? status : undefined
    })
    expect(node.log()).not.toContain('s3cret')
  }
)

test('a node with a wrong password says so, without the password, and screens nothing', async () => {
  const env = await deploySecured('scram-sha-512', 'wr0ng')
  const port = await freePort()
  const starting = startService({ env: { ...env, PORT: String(port) }, logLevel: 'warn' })
  onTestFinished(async () => (await starting).close())
  const readiness = await until(async () => {
    const reply = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined)
    const found = (await reply?.json()) as { reason?: string } | undefined
    return found?.reason === undefined || found.reason === 'connecting' ? undefined : found
  }, 60_000)
  expect(readiness).toMatchObject({ ready: false, reason: expect.stringContaining('Kafka') })
  expect(JSON.stringify(readiness)).not.toContain('wr0ng')
  await writeFile(env.KAFKA_PASSWORD_FILE, await readFile(await secretFile('kafka-s3cret')))
  await starting
})
