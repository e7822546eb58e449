import { openPlatform } from '../helpers/embedded-platform.ts'
import { tempFolder } from '../helpers/temp-folder.ts'
import { auditContract } from './audit-contract.ts'
import { callersContract } from './callers-contract.ts'
import { casesContract } from './cases-contract.ts'
import { deliveriesContract } from './deliveries-contract.ts'
import { exclusionsContract } from './exclusions-contract.ts'
import { indexSnapshotsContract } from './index-snapshots-contract.ts'
import { manifestsContract } from './manifests-contract.ts'
import { nodeReportsContract } from './node-reports-contract.ts'
import type { Open } from './opened.ts'
import { positionsContract } from './positions-contract.ts'
import { recordContract } from './record-contract.ts'
import { sharedListContract } from './shared-list-contract.ts'

type Platform = Awaited<ReturnType<typeof openPlatform>>

const opening =
  <Port>(portOf: (platform: Platform) => Port): Open<Port> =>
  async () => {
    const folder = await tempFolder()
    let platform = await openPlatform(folder)
    return {
      port: portOf(platform),
      reopen: async () => {
        await platform.close()
        platform = await openPlatform(folder)
        return portOf(platform)
      },
      close: () => platform.close()
    }
  }

recordContract(
  'embedded',
  opening(({ record }) => record)
)
callersContract(
  'embedded',
  opening(({ callers }) => callers)
)
nodeReportsContract(
  'embedded',
  opening(({ nodeReports }) => nodeReports)
)
positionsContract(
  'embedded',
  opening(({ positions }) => positions)
)
sharedListContract(
  'embedded',
  opening(({ sharedList }) => sharedList)
)
casesContract(
  'embedded',
  opening(({ cases }) => cases)
)
auditContract(
  'embedded',
  opening(({ audit }) => audit)
)
deliveriesContract(
  'embedded',
  opening(({ deliveries }) => deliveries)
)
exclusionsContract(
  'embedded',
  opening(({ cases, exclusions }) => ({ cases, exclusions }))
)
manifestsContract(
  'embedded',
  opening(({ manifests }) => manifests)
)
indexSnapshotsContract(
  'embedded',
  opening(({ indexSnapshots }) => indexSnapshots)
)
