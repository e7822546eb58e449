import type { PartialDate, Sex } from '../types.ts'
import type { UnreadableReason } from './find-zone.ts'
import type { MrzFormat } from './layouts.ts'
import type { MrzNames } from './names.ts'

/** A field that a check digit guards. */
export type MrzField = 'number' | 'birthDate' | 'expires' | 'optionalData' | 'composite'

/** Whether the check digit of a field is right as read. */
export interface MrzCheck {
  readonly field: MrzField
  readonly ok: boolean
}

/** What a zone says; `undefined` is what it leaves open. */
export interface MrzReading {
  readonly format: MrzFormat
  /** One or two letters: `P`, `PP`, `I`, `V` … */
  readonly documentCode: string
  readonly issuer: string | undefined
  readonly names: MrzNames
  /** Without fillers; whole, also where it goes on in the optional data. */
  readonly number: string | undefined
  readonly nationality: string | undefined
  readonly birthDate: PartialDate | undefined
  /** The birth date, and what it may have been, a century earlier where the two digits of the year may say that too. */
  readonly bornCenturyEarlier: readonly PartialDate[]
  readonly sex: Sex | undefined
  readonly expires: PartialDate | undefined
  /** One text per optional field of the format, often empty; fillers inside are kept. */
  readonly optionalData: readonly string[]
  readonly checks: readonly MrzCheck[]
  /** What is wrong or was put right, in words and without values. */
  readonly findings: readonly string[]
  readonly corrections: Corrections
  /** The characters of the fields whose reading may say something else. */
  readonly asRead: MrzCharacters
}

/** Fields as they stand in the zone, fillers included. */
export interface MrzCharacters {
  readonly issuer: string
  readonly nationality: string
  readonly birthDate: string
  readonly sex: string
  readonly expires: string
}

/** A text that is no machine-readable zone. */
export interface UnreadableMrz {
  readonly unreadable: UnreadableReason
}

/** What misread fields may have been; each candidate satisfies the check digits that cover it. */
export interface Corrections {
  readonly number: readonly string[]
  readonly birthDate: readonly PartialDate[]
  readonly expires: readonly PartialDate[]
}
