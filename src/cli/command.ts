import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import type { Output } from './progress.ts'

/** A command line that asks how the command is called, or calls it in another way. */
export type NotToDo = { readonly help: true } | { readonly problem: string }

/** A command of the command line. */
export interface Command<Asked extends object> {
  /** How it is called. */
  readonly usage: string
  /** What the arguments ask for. */
  readonly read: (argv: readonly string[]) => Asked | NotToDo | Promise<Asked | NotToDo>
  /** Does it; resolves to whether all went well. */
  readonly work: (asked: Asked) => Promise<boolean>
}

/** Where a command writes to. */
export interface Outputs {
  readonly stdout: Output
  readonly stderr: Output
}

/** Does what the arguments ask for; resolves to the exit code: 0 all well, 1 not all, 2 wrong usage. */
export const runCommand = async <Asked extends object>(
  { usage, read, work }: Command<Asked>,
  argv: readonly string[],
  { stdout, stderr }: Outputs = process
): Promise<number> => {
  try {
    const asked = await read(argv)
    if ('help' in asked) {
      stdout.write(`${usage}\n`)
      return 0
    }
    if ('problem' in asked) {
      stderr.write(`${asked.problem}\n\n${usage}\n`)
      return 2
    }
    return (await work(asked)) ? 0 : 1
  } catch (error) {
    stderr.write(`${inWords(error)}\n`)
    return 1
  }
}

/** An error with what caused it; of a configuration alone, since what the system says would show values. */
const inWords = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  const { code, message, cause } = error as Error & { readonly code?: string }
  if (!(cause instanceof Error) || code === 'CONFIGURATION_INVALID') return message
  const why = inWords(cause)
  return message.includes(why) ? message : `${message}: ${why}`
}

/** What parseArgs reads with these options. */
type ValuesOf<Options extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ options: Options }>
>['values']

/** The values and words of a command line that takes these options, and --help. */
export const readArguments = <const Options extends ParseArgsOptionsConfig>(
  argv: readonly string[],
  options: Options,
  { allowPositionals = false } = {}
): NotToDo | { readonly values: ValuesOf<Options>; readonly positionals: readonly string[] } => {
  const known: ParseArgsOptionsConfig = { ...options, help: { type: 'boolean' } }
  const args = argv[0] === '--' ? argv.slice(1) : [...argv]
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals, options: known })
    if (values['help']) return { help: true }
    return { values: values as ValuesOf<Options>, positionals }
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  }
}
