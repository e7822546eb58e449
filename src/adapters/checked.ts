import type { Cases, ListCommit, SharedList } from '#src/domain/ports.ts'

export type CaseCommit = Parameters<Cases['commit']>[0]

/** A view that can be asked before a commit what would become of it. */
interface Checks<Commit> {
  /**
   * Whether this commit is new; rejects as it would be refused at this moment. Nothing is stored. What was read before and
   * passes was read from the very store that the projection knows, as it stood after the projection's last commit.
   */
  check(commit: Commit): Promise<boolean>
}

export type CheckedList = SharedList & Checks<ListCommit>
export type CheckedCases = Cases & Checks<CaseCommit>
