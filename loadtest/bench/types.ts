import type { Latency } from '../percentiles.ts'

/** What the child process that measures one size is asked to do. */
export interface BenchTask {
  readonly entries: number
  readonly seed: number
  /** Share of entries that describe a document. */
  readonly documentShare: number
  readonly crossings: number
  readonly listed: number
}

/** Searches of one kind of traveller. */
export interface SearchCost extends Latency {
  readonly perSecond: number
  /** Means per search. */
  readonly candidates: number
  readonly compared: number
  readonly cutShort: number
}

/** What the index cost to build and to keep. */
export interface Build {
  readonly seconds: number
  readonly indexBytes: number
  readonly bytesPerEntry: number
  /** Subjects and payloads, which the index keeps apart from what it searches. */
  readonly recordBytesPerEntry: number
  /** Growth of the whole process, payloads included. */
  readonly rssBytes: number
  readonly rssBytesPerEntry: number
}

/** How many of the listed persons were found. */
export interface Recall {
  readonly searched: number
  readonly found: number
  /** "Ask for more" answers that show the listed person. */
  readonly asked: number
  readonly recall: number
}

/** Recall and false alerts of the same searches. */
export interface Quality {
  readonly strangers: number
  /** Strangers per 10,000 with at least one match at this score or above. */
  readonly falseAlertsPer10000: { readonly possible: number; readonly strong: number }
  readonly insufficientPer10000: number
  readonly recall: { readonly possible: Recall; readonly strong: Recall }
  /** Recall when the threshold is set to allow 1, 10 or 50 false alerts per 10,000. */
  readonly recallAtFalseAlerts: Readonly<Record<string, { recall: number; threshold: number }>>
  /** Recall at "possible" by what differs; a traveller counts under each of its differences. */
  readonly byDifference: Readonly<Record<string, Recall>>
}

/** All that was measured at one size. */
export interface BenchResult {
  readonly task: BenchTask
  readonly build: Build
  readonly search: Readonly<Record<string, SearchCost>>
  readonly quality: Quality
}
