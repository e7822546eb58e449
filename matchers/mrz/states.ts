import { asLetters, resemblesFiller } from './lookalikes.ts'

/** One code per state: Germany's `D` as `DEU`, the three codes in use for Kosovo as `RKS`. */
export const stateCode = (code: string): string => {
  if (code === 'D') return 'DEU'
  return code === 'XKX' || code === 'XXK' ? 'RKS' : code
}

/**
 * The state code in a field of three letters, undefined when it is empty. Digits become the letters
 * that they look like, and fillers after Germany's `D` are recognised when they were read as letters.
 */
export const readState = (field: string): string | undefined => {
  if (plain.test(field)) return stateCode(field)
  const letters = asLetters(field).replace(fillers, '')
  if (letters.startsWith('D') && onlyFillers(letters)) return 'DEU'
  return letters === '' ? undefined : stateCode(letters)
}

const plain = /^[A-CE-Z][A-Z]{2}$/
const fillers = /</g

const onlyFillers = (letters: string): boolean => [...letters.slice(1)].every(resemblesFiller)

/** Whether the code names a state; stateless persons, refugees and organisations have other codes. */
export const isState = (code: string): boolean => !notStates.test(code)

const notStates = /^(?:X|UN[AKO]|EUE)/
