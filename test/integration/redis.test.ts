import { afterAll, beforeAll } from 'vitest'
import type { RedisView } from '#src/adapters/redis/open-redis.ts'
import { casesContract } from '../contracts/cases-contract.ts'
import { manifestsContract } from '../contracts/manifests-contract.ts'
import type { Open } from '../contracts/opened.ts'
import { positionsContract } from '../contracts/positions-contract.ts'
import { sharedListContract } from '../contracts/shared-list-contract.ts'
import { newDeployment } from '../helpers/redis-view.ts'
import { givenOrStartedRedis } from '../servers/redis.ts'

let server: Awaited<ReturnType<typeof givenOrStartedRedis>>
beforeAll(async () => {
  server = await givenOrStartedRedis()
})
afterAll(() => server?.stop())

const opening =
  <Port>(portOf: (view: RedisView) => Port): Open<Port> =>
  async () => {
    const { view } = newDeployment(server.url)
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

positionsContract(
  'redis',
  opening(({ positions }) => positions)
)
sharedListContract(
  'redis',
  opening(({ sharedList }) => sharedList)
)
casesContract(
  'redis',
  opening(({ cases }) => cases)
)
manifestsContract(
  'redis',
  opening(({ manifests }) => manifests)
)
