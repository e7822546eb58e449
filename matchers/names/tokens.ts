import type { PersonName } from '../types.ts'

/** The words of a name as they are written, without marks between them and within. */
export const tokensOf = (text: string): readonly string[] => {
  // Most names are plain, and normalising them would cost most of what parsing does.
  const said = named(text)
  if (isPlain.test(said)) return said.match(/[A-Za-z]+/g) ?? []
  const plain = said
    .normalize('NFKC')
    .replaceAll(joiners, '')
    .replaceAll(/(?<=[גזצץת])['’׳]/g, '\u05bf')
    .replaceAll(/['’‘ʻʼ`´ʹʿʾ"׳]/g, '')
    .replaceAll(
      digraph,
      (_, letters: string) => ` ${initials.get(letters.toUpperCase()) ?? letters} `
    )
    .replaceAll(/(?<=[A-Za-z])[0-9]+|[0-9]+(?=[A-Za-z]{2})/g, readDigits)
    .replaceAll(/(?<=\p{Ll}{3})(?=\p{Lu}\p{Ll}{3})/gu, ' ')
  return plain.match(/[\p{L}\p{M}]+/gu) ?? []
}

// Letters, blanks and hyphens, and no capital after a small letter.
const isPlain = /^[A-Z -]*(?:[a-z]+[ -][A-Z -]*)*[a-z]*$/

// They say how letters are joined, or where a line may end. U+200B stays: it parts words of Thai and Khmer.
const joiners = /[\p{Join_Control}\u00ad\u2060\ufeff]/gu

/** Two letters and a full stop that stand for one of another alphabet: Yu. A. Gagarin. Without another word after it Yu is a name. */
const digraph =
  /(?<![\p{L}\p{M}])(Y[AEOU](?=\.\s*\p{L})|I[AU](?=\.\s*\p{L})|SHCH|CHR|[CKPSTZ]H|TS)\./giu
const initials = new Map(
  'YA Я|YE Е|YO Ё|YU Ю|IA Я|IU Ю|SHCH Щ|CHR C|CH Ч|KH Х|PH P|SH Ш|TH T|ZH Ж|TS Ц'
    .split('|')
    .map(row => {
      const [letters = '', initial = ''] = row.split(' ')
      return [letters, initial] as const
    })
)

/** Without the words that say that a part of the name is missing. */
const named = (text: string): string => (/name/i.test(text) ? text.replaceAll(noName, ' ') : text)

const noName = /\bno (?:given|first|fore|middle|last|family|sur) ?names?\b/gi

/** Digits within a word are misread or mistyped letters: IG0R SECH1N. */
const readDigits = (digits: string): string =>
  digits.length > 2 ? ' ' : [...digits].map(digit => lettersForDigits[Number(digit)] ?? '').join('')

const lettersForDigits = 'OIZEASGTBG'

/**
 * The same name with words parted that Persian writes as one without joining their letters, HOSSEIN ZADEH for حسین‌زاده; undefined where
 * there are none.
 */
export const partedName = <Name extends PersonName>(name: Name): Name | undefined => {
  const { family = '', given = '', full = '' } = name
  if (![family, given, full].some(part => gap.test(part))) return undefined
  const part = (text: string): string => text.split(gap).join(' ')
  return { ...name, family: part(family), given: part(given), full: part(full) }
}

const gap = /(?<=\p{Script=Arabic})\u200c(?=\p{Script=Arabic})/u
