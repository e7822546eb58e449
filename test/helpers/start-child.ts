import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import { inheritedEnvironment } from '#src/config.ts'

/** A child process and the lines that it has printed. */
export interface Child {
  readonly lines: readonly string[]
  readonly pid: number
  /** Resolves when `isEnough` holds of the lines, now or later; rejects when the child ends first. */
  until(isEnough: (lines: readonly string[]) => boolean): Promise<void>
  /** Ends it, as `kill -9` does where no other signal is named; resolves when it is gone and all it printed was read. */
  kill(signal?: NodeJS.Signals): Promise<void>
}

/** What differs from a child that may be killed at any time, as the test ends. */
export interface ChildOptions {
  readonly env?: NodeJS.ProcessEnv
  /** Takes what ends it, when it is still there. */
  readonly onEnd?: (end: () => Promise<void>) => void
  /** How it is ended then: one that has started others must get the chance to end them. */
  readonly endBy?: NodeJS.Signals
}

/** Runs a command until the test ends. */
export const startChild = (
  command: string,
  args: readonly string[],
  { env = {}, onEnd = onTestFinished, endBy = 'SIGKILL' }: ChildOptions = {}
): Child => {
  const child = spawn(command, args, {
    env: inheritedEnvironment(env),
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const lines: string[] = []
  let errors = ''
  let onLine = () => {}
  const reader = createInterface({ input: child.stdout })
  reader.on('line', line => {
    lines.push(line)
    onLine()
  })
  child.stderr.on('data', text => {
    errors += text
  })
  const gone = Promise.all([once(child, 'exit'), once(reader, 'close')])
  const kill = async (signal: NodeJS.Signals = 'SIGKILL') => {
    if (isRunning(child)) child.kill(signal)
    await gone
  }
  onEnd(() => kill(endBy))
  return {
    lines,
    pid: child.pid ?? 0,
    until: isEnough =>
      Promise.race([
        new Promise<void>(resolve => {
          onLine = () => {
            if (isEnough(lines)) resolve()
          }
          onLine()
        }),
        gone.then(() => {
          if (!isEnough(lines)) throw new Error(`the child ended: ${errors}`)
        })
      ]),
    kill
  }
}

const isRunning = (child: ChildProcess) => child.exitCode === null && child.signalCode === null
