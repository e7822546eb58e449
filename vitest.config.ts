import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

// Tests start many processes and threads, each of which would strip the types of the same hundreds of files again.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules/.cache/node-compile')

const project = (
  name: string,
  folder: string,
  testTimeout = 60_000,
  globalSetup: readonly string[] = []
) => ({
  extends: true as const,
  test: {
    name,
    include: [`test/${folder}/**/*.test.ts`],
    testTimeout,
    hookTimeout: testTimeout,
    globalSetup: [...globalSetup]
  }
})

/** Against real servers, which are started here unless KAFKA_BROKERS and REDIS_URL name some. */
const servers = project('integration', 'integration', 120_000, ['test/servers/for-all-tests.ts'])
const browsers = project('e2e', 'e2e', 120_000, ['test/helpers/built-console.ts'])
// One after another: servers and nodes of one test need the machine for themselves; and the demo builds the console anew,
// which no other service may read meanwhile.
const alone = <P extends ReturnType<typeof project>>(one: P) => ({
  ...one,
  test: { ...one.test, fileParallelism: false }
})

export default defineConfig({
  test: {
    experimental: { viteModuleRunner: false },
    expect: { requireAssertions: true },
    restoreMocks: true,
    // By default one core is left idle: half of a small machine.
    maxWorkers: '100%',
    coverage: {
      include: ['src/domain/**', 'matchers/**'],
      thresholds: {
        'matchers/**': { lines: 95, branches: 85 },
        'src/domain/**': { lines: 95, branches: 85 }
      }
    },
    projects: [
      project('unit', 'unit'),
      project('contracts', 'contracts'),
      project('failures', 'failures'),
      alone(browsers),
      alone(servers)
    ]
  }
})
