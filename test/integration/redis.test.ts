import { afterAll, beforeAll } from 'vitest'
import type { RedisView } from '#src/adapters/redis/open-redis.ts'
import { callersContract } from '../contracts/callers-contract.ts'
import { casesContract } from '../contracts/cases-contract.ts'
import { deliveriesContract } from '../contracts/deliveries-contract.ts'
import { exclusionsContract } from '../contracts/exclusions-contract.ts'
import { manifestsContract } from '../contracts/manifests-contract.ts'
import { nodeReportsContract } from '../contracts/node-reports-contract.ts'
import type { Open } from '../contracts/opened.ts'
import { positionsContract } from '../contracts/positions-contract.ts'
import { sharedListContract } from '../contracts/shared-list-contract.ts'
import { newDeployment } from '../helpers/redis-view.ts'
import { givenOrStartedRedis } from '../servers/redis.ts'
import { startCluster } from '../servers/redis-cluster.ts'

type Server = Awaited<ReturnType<typeof givenOrStartedRedis>>

const contracts = (name: string, kind: 'server' | 'cluster', start: () => Promise<Server>) => {
  let server: Server
  beforeAll(async () => {
    server = await start()
  })
  afterAll(() => server?.stop())
  const opening =
    <Port>(portOf: (view: RedisView) => Port): Open<Port> =>
    async () => {
      const { view } = newDeployment(server.url, { kind })
      let opened = await view()
      return {
        port: portOf(opened),
        reopen: async () => {
          await opened.close()
          opened = await view()
          return portOf(opened)
        },
        close: () => opened.close()
      }
    }
  callersContract(
    name,
    opening(({ callers }) => callers)
  )
  nodeReportsContract(
    name,
    opening(({ nodeReports }) => nodeReports)
  )
  positionsContract(
    name,
    opening(({ positions }) => positions)
  )
  sharedListContract(
    name,
    opening(({ sharedList }) => sharedList)
  )
  casesContract(
    name,
    opening(({ cases }) => cases)
  )
  exclusionsContract(
    name,
    opening(({ cases, exclusions }) => ({ cases, exclusions }))
  )
  deliveriesContract(
    name,
    opening(({ deliveries }) => deliveries)
  )
  manifestsContract(
    name,
    opening(({ manifests }) => manifests)
  )
}

contracts('redis', 'server', givenOrStartedRedis)
contracts('redis cluster', 'cluster', () => startCluster(3))
