import { buildConsole } from '#src/cli/build-console.ts'

/** Builds the console once, before the tests that open it in browsers run beside each other. */
export const setup = buildConsole
