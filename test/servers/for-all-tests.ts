import type { TestProject } from 'vitest/node'
import { namedServers } from '#src/config.ts'
import { startKafka } from './kafka.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The brokers that tests share, each on topics of its own. */
    readonly brokers: string
  }
}

/** Starts what all integration tests share; what a test breaks, it starts for itself. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const { brokers } = namedServers()
  if (brokers) {
    project.provide('brokers', brokers)
    return async () => undefined
  }
  const kafka = await startKafka()
  project.provide('brokers', kafka.address)
  return () => kafka.stop()
}
