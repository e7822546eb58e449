import { componentsOf, type Segment, textAt } from '../edifact/segment.ts'
import type { Contact, ReportingParty } from '../manifest.ts'

/** The reporting party at its NAD; what an earlier one said stays. */
export const openParty = (nad: Segment, earlier?: ReportingParty): ReportingParty => {
  const id = textAt(nad, 2) ?? earlier?.id
  const names = componentsOf(nad.elements[4])
    .map(name => name.trim())
    .filter(name => name !== '')
  return {
    ...(id && { id }),
    names: [...(earlier?.names ?? []), ...names].slice(0, maxNames),
    contacts: earlier?.contacts ?? []
  }
}

/**
 * The party with the contacts of a COM. A number may hold the element separator unescaped, where that is a hyphen:
 * an element without a kind is the beginning of the next one.
 */
export const readContacts = (
  com: Segment,
  party: ReportingParty,
  elementSeparator: string
): ReportingParty => {
  const contacts: Contact[] = [...party.contacts]
  let begun = ''
  for (const [value = '', kind] of com.elements.slice(1).map(componentsOf)) {
    if (contacts.length >= maxContacts) break
    if (kind === undefined && com.elements.length > 2) {
      begun += value + elementSeparator
      continue
    }
    const whole = `${begun}${value}`.trim()
    begun = ''
    const code = kind?.trim().toUpperCase() ?? ''
    if (whole !== '') contacts.push({ kind: kinds[code] ?? 'other', value: whole })
  }
  const rest = begun.slice(0, -1).trim()
  if (rest !== '') contacts.push({ kind: 'other', value: rest })
  return { ...party, contacts }
}

const maxNames = 5
const maxContacts = 9

const kinds: Readonly<Record<string, Contact['kind']>> = { TE: 'phone', FX: 'fax', EM: 'email' }
