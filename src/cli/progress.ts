/** Where progress and messages go; standard error, as a rule. */
export interface Output {
  readonly isTTY?: boolean | undefined
  write(text: string): unknown
}

/** Shows how far a long run has come, without drowning what else is said. */
export interface Progress {
  /** Shows the line that `describe` gives, when it is time again; `describe` is not asked otherwise. */
  update(describe: () => string): void
  /** Writes a line of its own. */
  say(line: string): void
  /** Wipes the line of a terminal. */
  done(): void
}

/** On a terminal one line that is written over and over; elsewhere a line every ten seconds. */
export const showProgress = (
  output: Output,
  { terminalMs = 200, logMs = 10_000, now = () => performance.now() } = {}
): Progress => {
  const everyMs = output.isTTY ? terminalMs : logMs
  let nextAt = now() + everyMs
  let isLineOpen = false
  const wipe = () => {
    if (isLineOpen) output.write('\r\u001b[2K')
    isLineOpen = false
  }
  return {
    update: describe => {
      const at = now()
      if (at < nextAt) return
      nextAt = at + everyMs
      if (!output.isTTY) {
        output.write(`${describe()}\n`)
        return
      }
      wipe()
      output.write(describe())
      isLineOpen = true
    },
    say: line => {
      wipe()
      output.write(`${line}\n`)
    },
    done: wipe
  }
}
