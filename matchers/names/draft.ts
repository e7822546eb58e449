export const roles = { unknown: 0, family: 1, given: 2 } as const
export type Role = (typeof roles)[keyof typeof roles]

/** A word of a name that is being taken apart, in the spellings found so far, the likeliest first. */
export interface Draft {
  readonly spellings: readonly string[]
  readonly role: Role
  /** Written in another script: what is left of a short one in Latin letters may look like a form of address. */
  readonly isForeign?: true
  /** Written in Arabic or Hebrew letters, which leave vowels out. */
  readonly isUnvocalised?: true
  light: boolean
}

/** The likeliest spelling; '' of none. */
export const textOf = (draft: Draft | undefined): string => draft?.spellings[0] ?? ''
