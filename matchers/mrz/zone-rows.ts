/** The lines of a text, with what may stand for the characters of a zone read as these. */
export interface Rows {
  readonly lines: readonly string[]
  /** Another style may read something else. */
  readonly isAmbiguous: boolean
  readonly isUnclear: boolean
}

/** Every way to read the lines of a text, the usual one first. */
export const readStyles = (text: string): readonly Rows[] =>
  styles.map(style => readRows(text, style))

/** How to take what has two meanings: `«` is one filler or two, a blank is nothing or a filler. */
interface Style {
  readonly double: string
  readonly blank: string
}

const styles = [
  { double: '<', blank: '' },
  { double: '<<', blank: '' },
  { double: '<', blank: '<' },
  { double: '<<', blank: '<' }
] as const satisfies readonly Style[]

/** The lines of a text, read in one way. */
export const readRows = (text: string, style: Style = styles[0]): Rows => {
  const lines: string[] = []
  let isAmbiguous = false
  let isUnclear = false
  for (const raw of text.split(lineBreak)) {
    const row = raw.trim()
    if (row === '') continue
    if (clean.test(row)) {
      lines.push(row.toUpperCase())
      continue
    }
    const known = knownCharacters(row, style)
    const line = known.replace(unreadable, '<')
    isAmbiguous = true
    isUnclear ||= line !== known
    if (line !== '') lines.push(line)
  }
  return { lines, isAmbiguous, isUnclear }
}

/** Also as written in a JSON text that was escaped twice. */
const lineBreak = /\\r\\n|\\[nr]|\r\n|[\n\r\v\f\u0085\u2028\u2029]/
const clean = /^[A-Za-z0-9<]+$/
const unreadable = /[^A-Z0-9<]/gu

const knownCharacters = (row: string, { double, blank }: Style): string =>
  row
    .replace(/&lt;/gi, '<')
    .replace(/[«≪《⟪]/g, double)
    .replace(/[！-～]/g, char => String.fromCharCode(char.charCodeAt(0) - fullWidth))
    .toUpperCase()
    .normalize('NFD')
    .replace(/[‹〈〈⟨❮❰≺ᐸ≤⩽˂]/g, '<')
    .replace(/[|!]/g, 'I')
    .replace(/[А-ЯΑ-Ω]/g, char => latin.get(char) ?? '<')
    .trim()
    .replace(/\s/g, blank)
    .replace(/[\p{M}\p{Cc}\p{Cf}]/gu, '')

/** How far the full-width characters of East Asian fonts lie behind the plain ones. */
const fullWidth = 0xfee0

/** Cyrillic and Greek capitals that look like Latin ones. */
const latin = new Map(
  [...'АВЕКМНОРСТУХΑΒΕΖΗΙΚΜΝΟΡΤΥΧ'].map((char, i) => [char, 'ABEKMHOPCTYXABEZHIKMNOPTYX'.charAt(i)])
)
