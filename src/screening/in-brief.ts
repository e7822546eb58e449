import type { ListedAs } from '../domain/screening.ts'

/**
 * What a hit shows of its entry: all of it, or as much as fits, and then it says so. By this entry alone: what is shown of one
 * must not depend on the others that were found, which may be covert.
 */
export const inBrief = (listed: ListedAs): ListedAs => {
  let shown = listed
  while (bytesOf(shown) > maxBytes) {
    const longest = longestOf(shown)
    const items = longest && shown[longest]
    if (!items || items.length < 2) return shown
    shown = { ...shown, [longest]: items.slice(0, items.length >> 1), isPartial: true }
  }
  return shown
}

// An entry may hold two hundred names of two hundred letters. Fifty hits of this size, and what is compared of them, are an
// event that every platform takes.
const maxBytes = 12 * 1024

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value))

const fields = ['names', 'documents', 'birthPlaces', 'birthDates', 'nationalities'] as const

const longestOf = (shown: ListedAs) => {
  const sized = fields.map(field => [field, bytesOf(shown[field] ?? [])] as const)
  return sized.toSorted(([, a], [, b]) => b - a)[0]?.[0]
}
