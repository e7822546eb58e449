import type { Logger } from 'pino'
import { DistributedPlatform } from './adapters/distributed/open-distributed.ts'
import { EmbeddedPlatform } from './adapters/embedded/open-embedded.ts'
import type { Config } from './config.ts'
import type { Platform } from './platform.ts'
import { waitForPlatform } from './wait-for-platform.ts'

/** Opens the platform that the configuration names; waits for brokers and the shared view. */
export const openPlatform = (config: Config, log: Logger, now: () => Date): Promise<Platform> => {
  const { host, port, dataDir, idsKey, fieldKey, distributed: settings } = config
  const given = { idsKey, fieldKey }
  if (!settings) return EmbeddedPlatform.open({ dataDir, exclusive: true, now, given })
  const open = () => DistributedPlatform.open({ settings, dataDir, given, now, log })
  return waitForPlatform({ host, port, log, open })
}
