import type { PartialDate, Sex } from '../types.ts'
import { checkDigit, checkDigitOver } from './check-digit.ts'
import { foldName } from './fold-name.ts'
import { type Layout, layouts, type MrzFormat } from './layouts.ts'

/** What is to be written into a zone; absent is written as fillers. */
export interface MrzContent {
  readonly format: MrzFormat
  /** One or two letters; by default that of the format: `P`, `I` or `V`. */
  readonly documentCode?: string
  readonly issuer: string
  /** Names in Latin letters; a single name is a family name. */
  readonly family: string
  readonly given?: string
  readonly number: string
  readonly nationality?: string
  readonly birthDate?: PartialDate
  readonly sex?: Sex
  readonly expires?: PartialDate
  readonly optionalData?: readonly string[]
}

/** Writes a zone with its check digits, for tests and synthetic data; lines joined by `\n`. */
export const writeMrz = (content: MrzContent): string => {
  const layout = layouts[content.format]
  const { number, birthDate, expires, nationality, optionalDigit, composite } = layout
  const zone = Array<string>(layout.width * layout.lines).fill('<')
  const put = (at: number, end: number, text: string): void => {
    const room = plain(text).slice(0, end - at)
    for (let i = 0; i < room.length; i++) zone[at + i] = room.charAt(i)
  }
  put(0, 2, content.documentCode ?? defaultCode(content.format))
  put(2, 5, stateField(content.issuer))
  putNames(layout, content, put)
  if (nationality) put(...nationality, stateField(content.nationality ?? ''))
  zone[layout.sex] = content.sex === 'M' || content.sex === 'F' ? content.sex : '<'
  const optional = [...(content.optionalData ?? [])]
  const [start, end] = number.spans[0] ?? [0, 0]
  const text = plain(content.number).replace(/</g, '')
  const isLong = text.length > end - start && layout.longNumber === 'standard'
  if (isLong) optional[0] = `${text.slice(end - start)}${checkDigit(text)}<${optional[0] ?? ''}`
  for (const [i, span] of layout.optional.entries()) put(...span, optional[i] ?? '')
  put(start, end, text)
  if (birthDate.spans[0]) put(...birthDate.spans[0], dateField(content.birthDate))
  if (expires?.spans[0]) put(...expires.spans[0], dateField(content.expires))
  const seal = (at: number, spans: Parameters<typeof checkDigitOver>[1]): void => {
    zone[at] = String(checkDigitOver(zone.join(''), spans))
  }
  if (!isLong) seal(number.digit, number.spans)
  seal(birthDate.digit, birthDate.spans)
  if (expires) seal(expires.digit, expires.spans)
  if (optionalDigit !== undefined) seal(optionalDigit, layout.optional)
  if (composite) seal(composite.digit, composite.spans)
  return Array.from({ length: layout.lines }, (_, i) =>
    zone.slice(i * layout.width, (i + 1) * layout.width).join('')
  ).join('\n')
}

const defaultCode = (format: MrzFormat): string =>
  format === 'TD3' ? 'P' : format === 'FRA-ID' ? 'ID' : format.startsWith('MRV') ? 'V' : 'I'

const plain = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, '<')

const stateField = (code: string): string => (code === 'DEU' ? 'D' : code)

/** YYMMDD of as much as is known. */
const dateField = (date: PartialDate | undefined): string =>
  (date ?? '').replace(/-/g, '').slice(2).padEnd(6, '<')

type Put = (at: number, end: number, text: string) => void

const putNames = (layout: Layout, content: MrzContent, put: Put): void => {
  const family = foldName(content.family)
  const given = foldName(content.given ?? '')
  const [from, to] = layout.family
  if (layout.given) {
    put(from, to, shortened(family.join('<'), to - from))
    put(...layout.given, shortened(given.join('<<'), layout.given[1] - layout.given[0]))
  } else {
    put(from, to, nameField(family.join('<'), given.join('<'), to - from))
  }
}

/** A name that does not fit is cut so that one letter of the given name is left and a letter is last. */
const nameField = (family: string, given: string, width: number): string => {
  if (given === '') return shortened(family, width)
  const kept = shortened(family, width - 3)
  return kept === family ? shortened(`${family}<<${given}`, width) : `${kept}<<${given.charAt(0)}`
}

/** A filler in the last place would say that nothing is missing, so the longest word gives way. */
const shortened = (text: string, width: number): string => {
  const cut = text.slice(0, width)
  if (text.length <= width || !cut.endsWith('<')) return cut
  const longest = cut.split('<').reduce((a, b) => (b.length > a.length ? b : a))
  if (longest.length < 2) return cut
  return (cut.replace(longest, longest.slice(0, -1)) + text.slice(width)).slice(0, width)
}
