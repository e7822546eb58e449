import { type Logger, pino } from 'pino'

/** The service's log: JSON lines on standard error, so that standard output stays for what a user asked for. */
export const createLog = (level: string): Logger =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, standardError())

/** Lines that a full disk does not take wait for room, up to a limit; nothing else waits for them, nor ends. */
const standardError = () => {
  const destination = pino.destination({ dest: 2, sync: true, maxLength: maxWaitingCharacters })
  destination.on('error', () => undefined) // there is nowhere to tell it; unheard it would end the process
  // Every line is written at once. Pino's own, called after a fatal one, tries until there is room, and stops the process meanwhile.
  destination.flushSync = () => undefined
  return destination
}

const maxWaitingCharacters = 1024 * 1024
