import { readFile } from 'node:fs/promises'
import { Redis } from 'ioredis'
import { expect, onTestFinished, test } from 'vitest'
import type { RedisConfig } from '#src/adapters/redis/connect.ts'
import { viewUnavailableCode } from '#src/adapters/redis/unavailable.ts'
import type { CaseChange } from '#src/domain/ports.ts'
import { makeCertificates } from '../helpers/certificates.ts'
import { startFollowing } from '../helpers/follow-until.ts'
import { newDeployment } from '../helpers/redis-view.ts'
import { aCase } from '../helpers/screened.ts'
import { startRedis } from '../servers/redis.ts'
import { startCluster } from '../servers/redis-cluster.ts'

const started = async (args: readonly string[] = [], configuration?: string) => {
  const server = await startRedis(args, configuration)
  onTestFinished(() => server.stop())
  return server
}

const opened = async (url: string, more: Partial<RedisConfig> = {}) => {
  const view = await newDeployment(url, more).view()
  onTestFinished(() => view.close())
  return view
}

const unavailable = { code: viewUnavailableCode }

test('an ACL user needs no more rights than docs/operations.md names', async () => {
  const user = `user portcullis on >s3cret ~{portcullis:* ${await documentedRights()}`
  const server = await started([], `save ""\nuser default off\n${user}`)
  const known = { username: 'portcullis', password: 's3cret', prefix: 'portcullis:' }
  const view = await opened(server.url, known)
  const { sharedList, cases, manifests, positions, recentEvents } = view
  expect(await view.evicts()).toBe(false)
  await view.empty()
  const position = { topic: 'screenings', partition: 0, offset: 1 } as const
  await sharedList.resume()
  await sharedList.commit({ position, lists: [], entries: [] })
  await cases.commit({ position, cases: [aCase()] })
  expect(await cases.query({ agency: 'interior', limit: 1 })).toHaveLength(1)
  await manifests.put({ id: 'm', at: 'now', keys: ['k'], content: {}, isFinished: true })
  expect(await manifests.under('k', 1)).toEqual(['m'])
  await positions.save('g', position)
  const event = { id: 'e', type: 't', source: 's', time: 'now', data: {} }
  expect(await recentEvents.keep('screenings', [event])).toEqual([true])
  await cases.commit({ position: { ...position, offset: 2 }, cases: [aCase({ id: 'case-2' })] })
  const followed = startFollowing<CaseChange>(async (take, signal) => {
    const history = await cases.history()
    return cases.follow('interior', { history, sequence: 0 }, take, signal)
  })
  expect(await followed.until(changes => changes.length === 2)).toHaveLength(2)
  await followed.stop()
})

test('a password may stand in the address; a wrong one opens nothing', async () => {
  const server = await started(['--requirepass', 's3cret'])
  const address = `redis://:s3cret@127.0.0.1:${server.port}`
  expect(await (await opened(address)).sharedList.version()).toBe(0)
  const wrong = newDeployment(server.url, { password: 'other' }).view()
  await expect(wrong).rejects.toMatchObject(unavailable)
})

test('TLS is spoken with a server whose authority is trusted, and with no other', async () => {
  const { caFile, certFile, keyFile } = await makeCertificates()
  const ca = await readFile(caFile, 'utf8')
  const files = ['--tls-cert-file', certFile, '--tls-key-file', keyFile]
  const server = await started(['--tls-auth-clients', 'no', ...files])
  const url = `rediss://127.0.0.1:${server.port}`
  expect(await (await opened(url, { tlsCa: ca })).sharedList.version()).toBe(0)
  await expect(newDeployment(url).view()).rejects.toMatchObject(unavailable)
})

test('a cluster over TLS is reached by the names that its certificates hold', async () => {
  const { caFile, certFile, keyFile } = await makeCertificates('DNS:localhost')
  const ca = await readFile(caFile, 'utf8')
  const server = await startCluster(
    1,
    [
      ...['--tls-auth-clients', 'no', '--tls-cluster', 'yes', '--tls-ca-cert-file', caFile],
      ...['--tls-cert-file', certFile, '--tls-key-file', keyFile],
      ...['--cluster-announce-hostname', 'localhost'],
      ...['--cluster-preferred-endpoint-type', 'hostname']
    ],
    port => new Redis(port, '127.0.0.1', { tls: { ca, servername: 'localhost' } })
  )
  onTestFinished(() => server.stop())
  const view = await opened(`rediss://localhost:${server.port}`, { kind: 'cluster', tlsCa: ca })
  expect(await view.sharedList.version()).toBe(0)
})

test('after a failover that the sentinels made, everything goes on at the new server', async () => {
  const first = await started()
  const second = await started(['--replicaof', '127.0.0.1', String(first.port)])
  const sentinel = await started(['--sentinel'], watching(first.port))
  const deployment = newDeployment(sentinel.url, { kind: 'sentinel', sentinelName: 'portcullis' })
  const view = await deployment.view()
  onTestFinished(() => view.close())
  const commit = (offset: number) =>
    view.sharedList.commit({
      position: { topic: 'watchlist', partition: 0, offset },
      lists: [],
      entries: []
    })
  await commit(1)
  await replicated(second.url, deployment.config)
  await first.kill()
  await expect(view.sharedList.version()).rejects.toMatchObject(unavailable)
  await expect.poll(() => commit(2).catch(() => 'not yet'), { timeout: 60_000 }).toBe(0)
  expect(await view.sharedList.offsets()).toEqual(new Map([[0, 2]]))
})

test('sentinels may ask for a user, and the database that an address names is used', async () => {
  const server = await started()
  const users = 'user default off\nuser watcher on >w4tching ~* &* +@all'
  const sentinel = await started(['--sentinel'], `${users}\n${watching(server.port)}`)
  const { config, view } = newDeployment(`${sentinel.url}/3`, {
    kind: 'sentinel',
    sentinelName: 'portcullis',
    sentinelUsername: 'watcher',
    sentinelPassword: 'w4tching'
  })
  const { callers, close } = await view().then(it => ({
    callers: it.callers,
    close: () => it.close()
  }))
  onTestFinished(close)
  await callers.revoke('token', 1)
  const admin = new Redis(`${server.url}/3`)
  onTestFinished(() => admin.disconnect())
  expect(await admin.keys('*')).toContain(`{${config.prefix}callers}:revoked`)
})

test('opening fails, and says why, where the user may not use the keys', async () => {
  const user = `user portcullis on >s3cret ~{other:* ${await documentedRights()}`
  const server = await started([], `save ""\nuser default off\n${user}`)
  const known = { username: 'portcullis', password: 's3cret' }
  await expect(newDeployment(server.url, known).view()).rejects.toMatchObject({
    ...unavailable,
    cause: { message: expect.stringContaining('NOPERM') }
  })
})

test('opening fails, and says why, where a cluster is addressed as one server', async () => {
  const server = await startCluster(3)
  onTestFinished(() => server.stop())
  await expect(newDeployment(server.url).view()).rejects.toMatchObject({
    ...unavailable,
    cause: { message: expect.stringContaining('MOVED') }
  })
})

test.for([
  { policy: 'noeviction', memory: '100mb', evicts: false },
  { policy: 'volatile-lru', memory: '100mb', evicts: false },
  { policy: 'allkeys-lru', memory: '100mb', evicts: true },
  { policy: 'allkeys-lru', memory: '0', evicts: false }
])('of $policy with $memory it is known whether Redis evicts', async given => {
  const { policy, memory, evicts } = given
  const server = await started(['--maxmemory', memory, '--maxmemory-policy', policy])
  expect(await (await opened(server.url)).evicts()).toBe(evicts)
})

test('opening fails, and says why, when there is no server', async () => {
  const server = await started()
  await server.kill()
  await expect(newDeployment(server.url).view()).rejects.toMatchObject({
    ...unavailable,
    cause: { code: 'ECONNREFUSED' }
  })
})

/** The rights that the page for operators gives the ACL user. */
const documentedRights = async () => {
  const page = await readFile('docs/operations.md', 'utf8')
  return /`~\{PREFIX\*` and `([^`]+)`/.exec(page)?.[1] ?? 'none named'
}

const watching = (port: number) => `
sentinel monitor portcullis 127.0.0.1 ${port} 1
sentinel down-after-milliseconds portcullis 500
sentinel failover-timeout portcullis 3000
`

const replicated = async (url: string, { prefix }: RedisConfig) => {
  const replica = await opened(url, { prefix })
  const offsets = () => replica.sharedList.offsets().then(found => found.get(0))
  await expect.poll(offsets, { timeout: 60_000 }).toBe(1)
}
