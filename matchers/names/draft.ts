import type { Role } from './parse-name.ts'

/** A word of a name that is being taken apart, in the spellings found so far, the likeliest first. */
export interface Draft {
  readonly spellings: readonly string[]
  readonly role: Role
  light: boolean
}
