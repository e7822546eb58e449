import { onTestFinished } from 'vitest'
import { EmbeddedPlatform } from '#src/adapters/embedded/open-embedded.ts'
import { tempFolder } from './temp-folder.ts'

/** An embedded platform on a folder of its own, or on the one given; closed when the test ends. */
export const openPlatform = async (
  dataDir?: string,
  { exclusive = true, now = () => new Date() }: { exclusive?: boolean; now?: () => Date } = {}
): Promise<EmbeddedPlatform> => {
  const folder = dataDir ?? (await tempFolder())
  const platform = await EmbeddedPlatform.open({ dataDir: folder, exclusive, now })
  onTestFinished(() => platform.close())
  return platform
}
