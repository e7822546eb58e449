import type { Actor } from './access.ts'
import type { Rejection } from './applied.ts'
import type { CaseState } from './case.ts'
import type { EntryState, ListState } from './watchlist.ts'

/** What stands in the record: who made it, when, and what; CloudEvents' core attributes. */
export interface RecordEvent<T = unknown> {
  readonly id: string
  readonly type: string
  readonly source: string
  readonly time: string
  readonly data: T
}

/** Topics of the record, without the deployment's prefix. */
export type Topic =
  | 'crossings'
  | 'manifests'
  | 'watchlist'
  | 'case-commands'
  | 'screenings'
  | 'carrier-replies'
  | 'alerts'
  | 'dead-letters'

/** Where an event stands: offsets rise within a partition, without a promise of no gaps. */
export interface Position {
  readonly topic: Topic
  readonly partition: number
  readonly offset: number
}

export interface RecordedEvent {
  readonly position: Position
  readonly event: RecordEvent
}

/** The last offset handled of each partition. */
export type Offsets = ReadonlyMap<number, number>

export interface Follow {
  readonly topic: Topic
  /** Who follows: one position is kept for each group. */
  readonly group: string
  /**
   * What the follower's state says it has handled: it begins after these; a partition that is missing begins at its first
   * event. Asked whenever the follower begins.
   */
  readonly after: () => Promise<Offsets>
  /**
   * The same, for those who only look: asked at any time; a state that says less than it was given is lost, and ends the
   * follower. Absent = as `after`.
   */
  readonly holds?: () => Promise<Offsets>
  /** Takes the next events of one partition, in order, one batch at a time; a rejection ends the follower. */
  readonly handle: (batch: readonly RecordedEvent[]) => Promise<void>
  /** Only events of these types matter; others may be left out. Absent = all. */
  readonly types?: readonly string[]
  /** Nobody waits for what is made of it: events may come some seconds late, and more of them together. */
  readonly isPatient?: boolean
  readonly signal: AbortSignal
}

/** The truth: an ordered, durable log of events by topic. */
export interface Record {
  /**
   * Durable when it resolves, in the given order for events that concern each other. Rejects with RecordUnavailable. What
   * is appended under an id that the topic holds may stand there twice: whoever follows recognises it by its id. Without a
   * partition each event goes to where those stand that concern the same.
   */
  append(topic: Topic, events: readonly RecordEvent[], partition?: number): Promise<void>
  /** How many partitions each topic has; absent = 1. */
  readonly partitions?: number
  /**
   * Runs until a signal aborts (then resolves) or a handler rejects (then rejects with its reason). Several topics of one
   * group are followed together: events that concern each other come to the same node in partitions of one number, one
   * batch at a time over all topics; those of different numbers may come at the same time.
   */
  follow(...follows: readonly Follow[]): Promise<void>
  /** The event of this id, when it was appended lately; how far that reaches back is the deployment's. */
  find(topic: Topic, id: string): Promise<RecordEvent | undefined>
  /** What callers should be told of the record at this moment; absent, or undefined = nothing. */
  notice?(): string | undefined
  /** The last offset of each partition now, for lag and readiness. */
  ends(topic: Topic): Promise<Offsets>
}

/** Where a node keeps a snapshot of its index, so that it starts sooner; without one the whole list is loaded. */
export interface IndexSnapshots {
  /** The bytes of the last one, piece by piece; undefined where there is none. Reading rejects when they were changed or belong to another shared list. */
  load(): Promise<AsyncIterable<Uint8Array> | undefined>
  /** Keeps these instead of the last one once all of them are on the disk; when anything fails the last one stays. */
  save(pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<void>
  /** Forgets the last one. */
  discard(): Promise<void>
}

/** Positions of followers that keep no state of their own. */
export interface Positions {
  load(group: string, topic: Topic): Promise<Offsets>
  save(group: string, position: Position): Promise<void>
}

/** One change of the shared list; `version` rises with every change over all lists. */
export type ListChange =
  | { readonly version: number; readonly kind: 'list'; readonly state: ListState }
  | { readonly version: number; readonly kind: 'entry'; readonly state: EntryState }

/** How following ended: as asked; or since the store is not the one that was followed any more (emptied, rolled back), so that only beginning anew shows all of it. */
export type FollowEnd = 'stopped' | 'start over'

/** A place among the changes of the shared list, to go on from; only the shared list reads `history`. */
export interface ListPlace {
  readonly version: number
  readonly history: string
}

/** What every node that holds this version must have come to. */
export interface ListChecksum {
  readonly version: number
  readonly checksum: number
}

/** The current watchlist, shared by all nodes; a projection of the record's `watchlist` topic. */
export interface SharedList {
  list(list: string): Promise<ListState | undefined>
  lists(): Promise<readonly ListState[]>
  /** In the order asked; undefined where never listed. Withdrawn entries are kept as tombstones. */
  entries(keys: readonly EntryKey[]): Promise<readonly (EntryState | undefined)[]>
  /** A page of a list's entries by id, tombstones included; `after` is the last id of the page before. */
  page(list: string, after: string | undefined, limit: number): Promise<readonly EntryState[]>
  /** How far the projection has come. */
  offsets(): Promise<Offsets>
  /** The same, for a projection that goes on from there: what it commits then is refused once the store is not as it knows it, until it resumes again. */
  resume(): Promise<Offsets>
  /** The version of the newest change; 0 when empty. */
  version(): Promise<number>
  /** Whether this place is in its history; not where it has begun anew since, or where that is too long ago to tell. */
  knows(place: ListPlace): Promise<boolean>
  /** Stores decided states with the position of the last command that made them, all or nothing; a position at or before the stored one changes nothing. Returns the version afterwards; rejects with `commitTooLargeCode` where fewer commands must be decided at once. */
  commit(commit: ListCommit): Promise<number>
  /** Of all active entries, whatever their order; undefined where there are no other nodes to compare with. */
  checksum(): Promise<ListChecksum | undefined>
  /** Every change after this place (undefined = from the start), each list and entry in its newest state, in order of version, until the signal aborts; first what is there, then live. With each batch comes the place after it. */
  follow(
    after: ListPlace | undefined,
    handle: (changes: readonly ListChange[], place: ListPlace) => Promise<void>,
    signal: AbortSignal
  ): Promise<FollowEnd>
}

export interface EntryKey {
  readonly list: string
  readonly id: string
}

export interface ListCommit {
  readonly position: Position
  readonly lists: readonly ListState[]
  readonly entries: readonly EntryState[]
}

/** A page of an agency's queue: the cases that it sees, each as it stands on its own desk. */
export interface CaseQuery {
  readonly agency: string
  readonly state?: string
  readonly limit: number
  readonly after?: CaseCursor
}

/** Place in an agency's queue, as its desk has it. "Most urgent first": urgency (1 first), then newest first, then id. */
export interface CaseCursor {
  readonly urgency: number
  readonly createdAt: string
  readonly id: string
}

/** The code of the error that says: what this batch of commands comes to is too much for one commit; a part of it may not be. */
export const commitTooLargeCode = 'COMMIT_TOO_LARGE'

/** The code of the error that says: somebody else has changed one of these cases since it was read. */
export const caseChangedCode = 'CASE_CHANGED'

/** A place among an agency's changes; a number means nothing in another history. */
export interface CasePlace {
  readonly history: string
  readonly sequence: number
}

/** A case by its id, and when an agency's desk of it was opened. */
export interface SeenCase {
  readonly id: string
  readonly createdAt: string
}

export interface CaseChange {
  readonly sequence: number
  readonly state: CaseState
}

/** Events of other topics that follow from changed cases: told once these are stored. */
export interface News {
  readonly topic: Topic
  readonly events: readonly RecordEvent[]
}

/** What a commit has still to tell. */
export interface Untold {
  readonly position: Position
  readonly news: readonly News[]
}

/** Open and past cases, shared by all nodes; a projection of `screenings` and `case-commands`. */
export interface Cases {
  /** In the order asked; undefined where there is none. */
  get(ids: readonly string[]): Promise<readonly (CaseState | undefined)[]>
  query(query: CaseQuery): Promise<readonly CaseState[]>
  offsets(topic: Topic): Promise<Offsets>
  /** As `SharedList.resume`. */
  resume(topic: Topic): Promise<Offsets>
  /** As `SharedList.commit`; the exclusions that desks hold are stored with their case, for `Exclusions`. A desk has changed when its revision has. Returns a version over all agencies: for no caller to see. */
  commit(commit: {
    readonly position: Position
    readonly cases: readonly CaseState[]
    /** What they were made of, as `get` gave it; a case that is not named was not there. Where another state stands by now, nothing is stored and it rejects with `caseChangedCode`. */
    readonly madeOf?: readonly CaseState[]
    /** Kept with the cases until `told`; takes the place of what this partition had left to tell. */
    readonly news?: readonly News[]
  }): Promise<number>
  /** What the last commits of a topic's partitions, or of this one, have still to tell. */
  untold(topic: Topic, partition?: number): Promise<readonly Untold[]>
  /** What the commit of this position had to tell is told; does nothing when a later one stands there. */
  told(position: Position): Promise<void>
  /** The sequence of the newest change at this agency's desks; 0 when there was none. Each agency's changes are numbered 1, 2, 3 … of its own. */
  sequence(agency: string): Promise<number>
  /** The numbering that now holds: another one after the store was emptied or rolled back. In URL-safe letters, or empty. */
  history(): Promise<string>
  /**
   * Every case whose desk of this agency changed after this place, in its newest state, in order, until the signal aborts; first what is there,
   * then live. One that it sees no more comes once, so that it can be taken from its screens; of others that it does not see there may be some.
   */
  follow(
    agency: string,
    after: CasePlace,
    handle: (changes: readonly CaseChange[]) => Promise<void>,
    signal: AbortSignal
  ): Promise<FollowEnd>
  /** What time it is to a node whose own clock says this: where nodes share a clock, no later than that one says. */
  timeFor(now: string): Promise<string>
  /** Desks that see their case and whose timer ended before this moment, the longest over first, without so many of them; where nodes share a clock, also by that one. */
  due(
    before: string,
    limit: number,
    skipped?: number
  ): Promise<readonly { readonly state: CaseState; readonly agency: string }[]>
  /** Cases of this traveller (`CaseState.traveller`), newest first. */
  ofTraveller(traveller: string, limit: number): Promise<readonly CaseState[]>
  /** Ids of the cases with a hit of one of these entries that are open, or whose last desk was done with at this instant or later; each once. Others may be among them. */
  ofEntries(entries: readonly EntryKey[], since: string): Promise<readonly string[]>
  /** Ids of the cases with a hit of this list that a desk works on, or that waits for its entry (`listsAtWork`), each once. Takes no longer where the list is long, or had many cases. */
  atWorkOn(list: string): Promise<readonly string[]>
  /** Cases with a hit of this entry that this agency sees, of those opened at its desk before this instant the newest, newest first, then by id. */
  seenOfEntry(
    agency: string,
    entry: EntryKey,
    before: string,
    limit: number
  ): Promise<readonly SeenCase[]>
  /** How many desks that see their case stand in each state, for metrics. */
  counts(): Promise<ReadonlyMap<string, number>>
}

/** A manifest as it is kept, a status change of one, or the mark of what was done about several. */
export interface KeptManifest {
  readonly id: string
  /** Its retention is counted from here. */
  readonly at: string
  /** What it is found by beside its id: digests, never what they were made of. */
  readonly keys: readonly string[]
  /** Everything that was read and found, persons included: never stored in the clear. */
  readonly content: object
  /** Whether it says what became of all its persons; one that does not is taken up again. */
  readonly isFinished: boolean
}

/** Manifests with what became of their persons, by id and by key. */
export interface Manifests {
  /** Other nodes take manifests here too: what is not finished may be under way there. */
  readonly isShared: boolean
  /** False while what was lost is being put back: what is not found then may be there all the same. */
  isWhole(): Promise<boolean>
  /**
   * Durable when it resolves. Takes the place of an unfinished one of this id and adds to its keys; a finished one stays as it
   * is. A reduced one goes, as if it had never been put.
   */
  put(manifest: KeptManifest): Promise<void>
  get(id: string): Promise<KeptManifest | undefined>
  /** Ids of the manifests kept under this key, newest first, by when they were first put. */
  under(key: string, limit: number): Promise<readonly string[]>
  /** Ids of those that are not finished, oldest first. */
  unfinished(limit: number): Promise<readonly string[]>
  /** Ids of the finished ones whose retention is counted from before this instant and that were not reduced yet, oldest first. */
  due(before: string, limit: number): Promise<readonly string[]>
  /**
   * Takes the keys of a finished manifest away and puts what is left in its place; erases it where nothing is. By key nobody can
   * tell one from the other. Nothing happens where there is none, or a reduced one.
   */
  reduce(id: string, left: object | undefined): Promise<void>
}

/** One line of the audit, without its place in the chain. */
export interface AuditLine {
  readonly at: string
  readonly by: Actor
  readonly action: string
  readonly purpose?: string
  /** Ids and counts; never a name, a date or a number of a document. */
  readonly about: { readonly [key: string]: string | number | boolean | readonly string[] }
}

/** The tamper-evident log: lines are only ever added. */
export interface Audit {
  /** Chained and durable when it resolves. */
  append(lines: readonly AuditLine[]): Promise<void>
  /** Lines from `after` (a line's number; 0 = from the first), oldest first. */
  read(after: number, limit: number): Promise<readonly ChainedLine[]>
  /** Follows the chain from the first line to its signed head. */
  verify(): Promise<AuditVerdict>
}

export interface ChainedLine extends AuditLine {
  readonly number: number
}

export type AuditVerdict =
  | { readonly intact: true; readonly lines: number }
  | {
      readonly intact: false
      readonly lines: number
      readonly brokenAt: number
      readonly reason: string
    }

/** Who calls how often, and whose token is not accepted any more; the same on all nodes. */
export interface Callers {
  /** Counts one more call in this minute (minutes since 1970); gives how many that makes. */
  count(caller: string, minute: number): Promise<number>
  /** Durable when it resolves; `until` in milliseconds since 1970: when the token would have ended anyway. */
  revoke(tokenId: string, until: number): Promise<void>
  /** All revoked tokens that can be read now. */
  revoked(): Promise<RevokedTokens>
}

export interface RevokedTokens {
  /** Each with when it would have ended. */
  readonly tokens: ReadonlyMap<string, number>
  /** False where some of those who keep them gave no answer, or could not be given what they lack. */
  readonly isWhole: boolean
}

/** What became of a command: taken, at this version of the shared view, or why not. */
export type Verdict =
  | {
      readonly commandId: string
      readonly ok: true
      readonly revision: number
      readonly version: number
    }
  | { readonly commandId: string; readonly ok: false; readonly rejection: Rejection }

/** Brings verdicts from whoever decides commands to whoever waits for them. */
export interface Verdicts {
  publish(verdicts: readonly Verdict[]): void
  /** The verdict on a command that is about to be appended; undefined when none came in time, or before the signal aborted. */
  wait(commandId: string, timeoutMs: number, signal?: AbortSignal): Promise<Verdict | undefined>
}
