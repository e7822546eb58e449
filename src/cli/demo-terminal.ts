const { stdout } = process

/** Prints a line that stays. */
export const say = (text: string): void => {
  stdout.write(`${emptied}${text}\n`)
}

/** Prints a line that the next one takes the place of; where nobody looks on, it stays. */
export const sayForNow = (text: string): void => {
  stdout.write(stdout.isTTY ? `${emptied}${text.slice(0, stdout.columns - 1)}` : `${text}\n`)
}

/** Goes to the start of the line and empties it. */
const emptied = stdout.isTTY ? '\r\u001b[K' : ''
