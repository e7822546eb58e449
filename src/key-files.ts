import { readConfigured } from './read-settings.ts'

/** The environment with IDS_KEY and FIELD_KEY as the files hold them that IDS_KEY_FILE and FIELD_KEY_FILE name, and every problem. */
export const withKeyFiles = (env: NodeJS.ProcessEnv) => {
  const filled = { ...env }
  const problems: string[] = []
  for (const name of ['IDS_KEY', 'FIELD_KEY']) {
    const file = env[`${name}_FILE`]
    if (env[name] || !file) continue
    try {
      filled[name] = readConfigured(`${name}_FILE`, file).trim()
    } catch (error) {
      problems.push((error as Error).message)
    }
  }
  return { env: filled, problems }
}
