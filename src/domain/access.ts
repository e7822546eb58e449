import type { Role } from './vocabulary.ts'

/** Who calls: the claims of a verified token. */
export interface Caller {
  readonly sub: string
  /** What a person is called on their own screen; never kept. */
  readonly name?: string
  readonly jti: string
  readonly roles: readonly Role[]
  readonly agency?: string
  readonly purposes: readonly string[]
  readonly checkpoint?: string
  readonly carrier?: string
  /** Seconds since 1970 at which the token ends. */
  readonly expiresAt: number
}

/** Who did something, as it is kept in events, trails and the audit. */
export interface Actor {
  readonly sub: string
  readonly agency?: string
}

export const actorOf = ({ sub, agency }: Pick<Caller, 'sub' | 'agency'>): Actor => ({
  sub,
  ...(agency && { agency })
})

/** Where events of this caller come from; nobody else's source is the same, whatever is put behind a slash. */
export const sourceOf = ({ sub }: Pick<Caller, 'sub'>): string =>
  `http/${sub.replace(/[%/]/g, encodeURIComponent)}`

export const hasRole = (caller: Pick<Caller, 'roles'>, ...roles: readonly Role[]): boolean =>
  roles.some(role => caller.roles.includes(role))

/** What decides who sees an entry. */
export interface Release {
  readonly agency: string
  readonly releasableTo?: readonly string[]
  readonly covert?: boolean
}

/**
 * Whether officers of this agency may see the entry: the owner's always, others where named.
 * "No agency" sees nothing.
 */
export const isReleasedToOfficers = (entry: Release, agency: string | undefined): boolean =>
  agency !== undefined &&
  (entry.agency === agency || (entry.releasableTo?.includes(agency) ?? false))

/** Whether a checkpoint of this agency may see the entry: never a covert one; every checkpoint where nobody is named. */
export const isReleasedToCheckpoints = (entry: Release, agency: string | undefined): boolean =>
  !entry.covert && (!entry.releasableTo?.length || isReleasedToOfficers(entry, agency))

/** Whether the entry is open: every checkpoint may see it. Any other changes nothing of what carriers are told. */
export const isOpen = (entry: Release): boolean => isReleasedToCheckpoints(entry, undefined)
