import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'

/** A command's options, as given or as usual. Anything else on the command line ends it: the options are listed, exit code 2. */
export const readOptions = <const Options extends ParseArgsOptionsConfig>(
  options: Options,
  args: readonly string[] = process.argv.slice(2)
) => {
  try {
    return parseArgs({ options, args: [...args] }).values
  } catch (error) {
    const listed = Object.entries(options).map(([name, { default: usual }]) =>
      typeof usual === 'string' ? `  --${name} ${usual}` : `  --${name}`
    )
    const problem = error instanceof Error ? error.message : String(error)
    process.stderr.write(`${problem}\nOptions, with what is usual:\n${listed.join('\n')}\n`)
    process.exit(2)
  }
}
