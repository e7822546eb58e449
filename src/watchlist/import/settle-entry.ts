import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import type { TLocalizedValidationError } from 'typebox/error'
import { Entry, type EntryContent, entryProblems, normaliseEntry } from '../../domain/entry.ts'
import { fieldProblems } from '../../domain/validation.ts'

const checker = Compile(Type.Omit(Entry, ['revision'], { additionalProperties: false }))

/** Fields that add to what is known of a subject: one that can't be read is left out, and the rest still helps. */
const lists = ['names', 'birthDates', 'nationalities', 'birthPlaces', 'documents'] as const
type ListField = (typeof lists)[number]
const isList = (field: string): field is ListField => lists.some(list => list === field)
const limitOf = (field: string, keyword: string): number => {
  const schema: object =
    Object.entries(Entry.properties).find(([name]) => name === field)?.[1] ?? {}
  return Number(Object.entries(schema).find(([name]) => name === keyword)?.[1])
}
const maxItems = Object.fromEntries(lists.map(field => [field, limitOf(field, 'maxItems')]))
/** Words for people, which decide nothing: cut or left out where they do not fit. */
const texts = ['reference', 'contact', 'legalBasis', 'remarks']
const maxLength = Object.fromEntries(texts.map(field => [field, limitOf(field, 'maxLength')]))

/** An entry as it can be listed, with what had to be left out of it; or why it can't be. */
export type Settled =
  | { readonly entry: EntryContent; readonly warnings: readonly string[] }
  | { readonly reason: string }

/**
 * Holds what was read against the entry's schema. What is wrong with a detail (a name, a birth date, a
 * document) costs that detail; what is wrong with how the entry must be handled costs the whole of it,
 * since a misread instruction or release is worse than none.
 */
export const settleEntry = (candidate: unknown): Settled => {
  if (typeof candidate !== 'object' || candidate === null || Array.isArray(candidate)) {
    return { reason: 'is not an entry' }
  }
  const draft: Record<string, unknown> = { ...candidate }
  const warnings: string[] = []
  shorten(draft, warnings)
  dropContradictions(draft, warnings)
  while (!checker.Check(draft)) {
    const findings = checker.Errors(draft)
    if (!dropDetails(draft, findings, warnings)) {
      const problems = fieldProblems(findings).map(({ field, problem }) =>
        field ? `${field}: ${problem}` : problem
      )
      return { reason: problems.join('; ') }
    }
  }
  const entry = draft as EntryContent
  const [problem] = entryProblems({ ...entry, revision: 1 })
  return problem ? { reason: problem } : { entry: normaliseEntry(entry), warnings }
}

/** Cuts what is too much of a good thing; no entry is refused for having many details. */
const shorten = (draft: Record<string, unknown>, warnings: string[]) => {
  for (const field of lists) {
    const items = draft[field]
    const limit = maxItems[field] ?? 0
    if (!Array.isArray(items) || items.length <= limit) continue
    draft[field] = items.slice(0, limit)
    warnings.push(`${field}: more than ${limit}, the rest is left out`)
  }
  for (const field of texts) {
    const text = draft[field]
    const limit = maxLength[field] ?? 0
    if (typeof text !== 'string' || text.length <= limit) continue
    draft[field] = text.slice(0, limit).replace(halfLetter, '')
    warnings.push(`${field}: longer than ${limit} characters, cut`)
  }
}

/** What is left of a letter outside the basic plane that was cut through: it is stored as another. */
const halfLetter = /[\ud800-\udbff]$/

const dropContradictions = (draft: Record<string, unknown>, warnings: string[]) => {
  const dates = draft['birthDates']
  if (Array.isArray(dates)) {
    draft['birthDates'] = dates.filter(date => {
      if (typeof date?.from !== 'string' || typeof date.to !== 'string') return true
      const isOrdered = date.from <= `${date.to}~` // "1961-06" is within "1961"
      if (!isOrdered) warnings.push('birthDates: from is later than to')
      return isOrdered
    })
  }
}

/** Takes the faulty details out; false when the fault lies elsewhere. */
const dropDetails = (
  draft: Record<string, unknown>,
  findings: readonly TLocalizedValidationError[],
  warnings: string[]
) => {
  const faulty = new Map<ListField, Set<number>>()
  let isAnyDropped = false
  for (const { field, problem } of fieldProblems(findings)) {
    if (field.includes('.') && Object.hasOwn(draft, field)) continue // an unknown field of that name
    const [list = '', index, part] = field.split('.')
    const items = draft[list]
    if (field === 'sex' || texts.includes(field)) {
      delete draft[field]
    } else if (isList(list) && index !== undefined && Array.isArray(items)) {
      const bare =
        part && !essential.has(part) ? withoutPart(items[Number(index)], part) : undefined
      if (bare) draft[list] = items.with(Number(index), bare)
      else faulty.set(list, (faulty.get(list) ?? new Set()).add(Number(index)))
    } else {
      continue
    }
    isAnyDropped = true
    warnings.push(`${field.replace(/\.\d+/g, '')}: ${problem}`)
  }
  for (const [list, indices] of faulty) {
    draft[list] = (draft[list] as unknown[]).filter((_, index) => !indices.has(index))
  }
  return isAnyDropped
}

/** Without these, nothing of a name, date or document is left; without the others it still counts. */
const essential = new Set(['full', 'family', 'given', 'number', 'from', 'to'])

const withoutPart = (item: unknown, part: string) => {
  if (typeof item !== 'object' || item === null || !(part in item)) return undefined
  return Object.fromEntries(Object.entries(item).filter(([name]) => name !== part))
}
