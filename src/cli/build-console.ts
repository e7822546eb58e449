import { fileURLToPath } from 'node:url'

const configFile = fileURLToPath(new URL('../../vite.config.ts', import.meta.url))

/** Builds the console into `dist/console`, as `npm run build` does. */
export const buildConsole = async (): Promise<void> => {
  const { build } = await import('vite') // a tool of development: not there in production
  await build({ configFile, logLevel: 'warn' })
}
