import { birthDateDifferences } from '../people/birth-date-differences.ts'
import { nameDifferences } from '../people/name-differences.ts'
import type { WantedDifferences } from '../people/real-life-spelling.ts'

const names = Object.keys(nameDifferences) as (keyof typeof nameDifferences)[]
const dates = Object.keys(birthDateDifferences) as (keyof typeof birthDateDifferences)[]
const plain = { name: 'none', birthDate: 'none', document: 'another' } as const

/** Every kind of difference that is asked for, one at a time, beside a new passport. */
export const kinds: Readonly<Record<string, WantedDifferences>> = {
  'as listed': plain,
  ...Object.fromEntries(names.map(name => [name, { ...plain, name }])),
  'native script': { ...plain, name: 'native script' },
  ...Object.fromEntries(
    dates.map(birthDate => [`birth date: ${birthDate}`, { ...plain, birthDate }])
  ),
  'one digit off and a typing error': {
    ...plain,
    birthDate: 'one digit off',
    name: 'one typing error'
  },
  'document: same passport, other name': { ...plain, document: 'other name' },
  'document: document misread': { ...plain, document: 'misread' }
}

/** Whether a kind can be told at all where the document is not shown. */
export const needsDocument = (kind: string): boolean => kind.startsWith('document: ')

/** Differences in proportion to how often they are met. */
export const usual = 'usual mixture'
