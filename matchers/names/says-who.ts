import type { PersonName } from '../types.ts'
import { isAbsence, isPlaceholder } from './small-words.ts'
import { tokensOf } from './tokens.ts'

/**
 * Whether somebody could be found by a name: it has a word that is neither a placeholder (UNKNOWN, FNU) nor a single letter. One without is
 * compared with none. Particles and titles alone are names: DO VAN, HAJI.
 */
export const saysWho = ({ full = '', family = '', given = '' }: PersonName): boolean =>
  tokensOf(family).some(token => isWord(token) || /^NA$/i.test(token)) ||
  [...tokensOf(given), ...tokensOf(full)].some(isWord)

const isWord = (token: string): boolean => {
  const word = token.toUpperCase()
  if (!/^[A-Z]+$/.test(word)) return true // other letters may be a name of a single one
  return word.length > 1 && !isPlaceholder(word) && !isAbsence(word)
}
