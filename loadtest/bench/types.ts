import type { Latency } from '../percentiles.ts'

/** What the child process that measures one size is asked to do. */
export interface BenchTask {
  readonly entries: number
  readonly seed: number
  /** Share of entries that describe a document. */
  readonly documentShare: number
  readonly crossings: number
  readonly listed: number
  /** For how long the index is changed a thousand times a second; 0 = not at all. */
  readonly updateSeconds: number
}

/** Searches of one kind of traveller. */
export interface SearchCost extends Latency {
  readonly perSecond: number
  /** Time of this thread alone, without what the machine did meanwhile for others; counted in ticks of some milliseconds. */
  readonly cpuP999: number
  readonly cpuWorst: number
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

/** What it cost to write the index as a snapshot and to make it of that again. */
export interface SnapshotCost {
  readonly bytesPerEntry: number
  readonly copySeconds: number
  readonly writeSeconds: number
  readonly restoreSeconds: number
  readonly longestStepMs: number
}

/** Comparing with every entry instead: the estimate, and how many times longer it takes than a search. */
export interface BruteForceCost {
  readonly ms: number
  readonly ratio: number
}

/** What changes cost while searching goes on: one change, one step of the tidying up, one search. */
export interface UpdateCost {
  readonly perSecond: number
  readonly change: Latency
  readonly step: Latency
  readonly search: Latency
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
  readonly snapshot: SnapshotCost
  readonly bruteForce: BruteForceCost
  readonly updates?: UpdateCost
  readonly search: Readonly<Record<string, SearchCost>>
  readonly quality: Quality
}
