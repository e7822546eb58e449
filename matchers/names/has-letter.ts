import type { PersonName } from '../types.ts'

/** Whether a name has a letter of any script: without one it is compared with none. */
export const hasLetter = ({ full = '', family = '', given = '' }: PersonName): boolean =>
  /\p{L}/u.test(`${full}${family}${given}`)
