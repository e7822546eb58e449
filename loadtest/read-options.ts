import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'

/**
 * A command's options, as given or as usual; one that is usually a number is a number, 0 or more. Anything else on the command
 * line ends it: the options are listed, exit code 2. With --help they are listed too, exit code 0.
 */
export const readOptions = <const Options extends ParseArgsOptionsConfig>(
  options: Options,
  args: readonly string[] = process.argv.slice(2)
) => {
  const listed = Object.entries(options).map(([name, { default: usual }]) =>
    typeof usual === 'string' ? `  --${name} ${usual}` : `  --${name}`
  )
  const list = `Options, with what is usual:\n${listed.join('\n')}\n`
  if (args.includes('--help')) {
    process.stdout.write(list)
    process.exit(0)
  }
  try {
    const { values } = parseArgs({ options, args: [...args] })
    for (const [name, { default: usual }] of Object.entries(options)) {
      const given = (values as Record<string, unknown>)[name]
      if (isNumber(usual) && !isNumber(given)) throw new Error(`--${name} takes a number`)
    }
    return values
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    process.stderr.write(`${problem}\n${list}`)
    process.exit(2)
  }
}

const isNumber = (value: unknown) => typeof value === 'string' && /^\d+(\.\d+)?$/.test(value)
