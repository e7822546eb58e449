import { type Logger, pino } from 'pino'

/** The service's log: JSON lines on standard error, so that standard output stays for what a user asked for. */
export const createLog = (level: string): Logger =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2))
