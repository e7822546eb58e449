import type { Logger } from 'pino'
import { DistributedPlatform } from './adapters/distributed/open-distributed.ts'
import { EmbeddedPlatform } from './adapters/embedded/open-embedded.ts'
import type { Config } from './config.ts'
import type { Platform } from './platform.ts'

/** Opens the platform that the configuration names. */
export const openPlatform = (config: Config, log: Logger, now: () => Date): Promise<Platform> => {
  const { dataDir, idsKey, fieldKey, distributed: settings } = config
  const given = { idsKey, fieldKey }
  return settings
    ? DistributedPlatform.open({ settings, dataDir, given, now, log })
    : EmbeddedPlatform.open({ dataDir, exclusive: true, now, given })
}
