import { readOptions } from '../read-options.ts'

/** What `npm run load -- --stream` is asked to do. */
export interface StreamOptions {
  /** Entries on the lists besides the watched persons. */
  readonly size: number
  /** Crossings a second, and for how many seconds. */
  readonly rate: number
  readonly seconds: number
  /** How long the nodes stand still, after the measured time, while crossings go on; 0 = not at all. */
  readonly stopSeconds: number
  /** List changes a second; 0 = none. */
  readonly changes: number
  /** Whether servers and nodes are disturbed on the way. */
  readonly faults: boolean
  /** The share of crossings by somebody watched. */
  readonly watchedShare: number
  readonly nodes: number
  readonly partitions: number
  readonly seed: number
  readonly json: boolean
}

/** Reads the command line. */
export const readStreamOptions = (args: readonly string[]): StreamOptions => {
  const values = readOptions(
    {
      stream: { type: 'boolean' },
      updates: { type: 'boolean', default: false },
      faults: { type: 'boolean', default: false },
      size: { type: 'string', default: '100000' },
      rate: { type: 'string', default: '500' },
      seconds: { type: 'string', default: '60' },
      stop: { type: 'string', default: '60' },
      changes: { type: 'string', default: '100' },
      watched: { type: 'string', default: '0.02' },
      nodes: { type: 'string', default: '2' },
      partitions: { type: 'string', default: '12' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false }
    },
    args
  )
  const number = (name: Exclude<keyof typeof values, 'updates' | 'faults' | 'stream' | 'json'>) =>
    Number(values[name])
  return {
    size: number('size'),
    rate: number('rate'),
    seconds: number('seconds'),
    stopSeconds: values.faults ? 0 : number('stop'),
    changes: values.updates ? number('changes') : 0,
    faults: values.faults,
    watchedShare: number('watched'),
    nodes: number('nodes'),
    partitions: number('partitions'),
    seed: number('seed'),
    json: values.json
  }
}
