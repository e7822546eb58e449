import type { RespelledWeights } from '../model.ts'
import { isEcho } from './echo.ts'
import type { NameWord } from './parse-name.ts'

/**
 * What a traveller's spelling of a listed word is, where the two are alike. What is mistyped is nobody's name as a rule, while a stranger's
 * name that looks like a listed one is a name that others bear as well.
 *
 *   TIKRITTI, TIKRITI: unknown;  BOB, ROBERT: related;  قدير, GHEDEIR: unvocalised;  ZUBAIDI, ZUBAYDI: variant;  SALEM, SALEH: otherName
 */
export const respelling = (
  traveller: NameWord,
  listed: NameWord,
  isKnown: boolean
): keyof RespelledWeights => {
  if (isUnvocalised(traveller) !== isUnvocalised(listed)) return 'unvocalised'
  if (areRelated(traveller, listed)) return 'related'
  if (!isKnown) return 'unknown'
  const [own, other] = [traveller.spellings[0], listed.spellings[0]]
  return own.skeleton === other.skeleton ? 'variant' : 'otherName'
}

const isUnvocalised = (word: NameWord): boolean => word.isUnvocalised === true

/** Forms of one name, or two writings of it: in another script, or as Chinese and Korean are romanised. */
const areRelated = (a: NameWord, b: NameWord): boolean =>
  isForeign(a) ||
  isForeign(b) ||
  a.spellings.some(one =>
    b.spellings.some(
      other =>
        (one.related?.has(other.text) ?? false) ||
        (one.eastern !== '' && one.eastern === other.eastern)
    )
  )

const isForeign = ({ spellings }: NameWord): boolean => spellings.some(({ text }) => isEcho(text))
