import { createHash } from 'node:crypto'
import type { EntryBody } from '#src/domain/entry.ts'
import type { Traveller } from '#src/domain/traveller.ts'

/** A person who does not exist and resembles nobody else; the same word gives the same person. */
export interface Someone {
  readonly family: string
  readonly given: string
  readonly birthDate: string
  readonly number: string
}

const consonants = 'bdfgklmnprstvz'
const vowels = 'aeiou'

/** The person of this word. */
export const someone = (word: string): Someone => {
  const bytes = createHash('sha256').update(word).digest()
  const at = (index: number) => bytes[index] ?? 0
  const letter = (letters: string, index: number) => letters[at(index) % letters.length] ?? 'a'
  const syllables = (from: number, count: number) =>
    Array.from({ length: count }, (_, step) => {
      const index = from + step * 2
      return letter(consonants, index) + letter(vowels, index + 1)
    })
      .join('')
      .toUpperCase()
  const two = (value: number) => String(value).padStart(2, '0')
  return {
    family: syllables(0, 4),
    given: syllables(8, 4),
    birthDate: `${1950 + (at(16) % 50)}-${two(1 + (at(17) % 12))}-${two(2 + (at(18) % 26))}`,
    number: `X${bytes.readBigUInt64BE(20).toString().slice(0, 8).padEnd(8, '7')}`
  }
}

/** How a checkpoint describes the person. */
export const travellerOf = ({ family, given, birthDate, number }: Someone): Traveller => ({
  names: [{ family, given }],
  birthDate,
  documents: [{ type: 'P', number, issuer: 'UTO' }]
})

/** How an agency lists the person. */
export const entryOf = (
  { family, given, birthDate, number }: Someone,
  more: Partial<EntryBody> = {}
): EntryBody => ({
  revision: 1,
  kind: 'person',
  names: [{ family, given }],
  birthDates: [birthDate],
  documents: [{ type: 'P', number, issuer: 'UTO' }],
  ...more
})

/** A crossing on a fixed day. */
export const crossing = (checkpoint = 'T5-12') => ({
  kind: 'crossing' as const,
  checkpoint,
  direction: 'entry' as const,
  at: '2026-11-22T08:00:00Z'
})
