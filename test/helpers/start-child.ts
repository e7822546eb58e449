import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'

/** A child process and the lines that it has printed. */
export interface Child {
  readonly lines: readonly string[]
  readonly pid: number
  /** Resolves when `isEnough` holds of the lines, now or later; rejects when the child ends first. */
  until(isEnough: (lines: readonly string[]) => boolean): Promise<void>
  /** Ends it as `kill -9` does; resolves when it is gone and all it printed was read. */
  kill(): Promise<void>
}

/** Runs a command; killed, when it is still there, as the test ends. */
export const startChild = (command: string, args: readonly string[]): Child => {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
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
  const kill = async () => {
    if (isRunning(child)) child.kill('SIGKILL')
    await gone
  }
  onTestFinished(kill)
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
