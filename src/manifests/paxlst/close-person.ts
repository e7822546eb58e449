import { cleanName } from '../clean-name.ts'
import type { Person, PersonRole } from '../person.ts'
import type { PersonDraft } from './person-draft.ts'

/** The person as read, with what only the whole of it tells: the name without titles, the role. */
export const closePerson = (draft: PersonDraft): Person => {
  const { ordinal, segment, roleCode, sent, person, nationalities, documents, unread } = draft
  const { names, isCut, hasFamily } = cleanName(sent, person.sex)
  const role = roles[roleCode ?? ''] ?? 'unknown'
  const isNamed = sent.family !== undefined || sent.given.length > 0
  if (role === 'unknown' && roleCode !== 'ZZZ') draft.report('role_unknown')
  if (isNamed && !hasFamily) draft.report('name_missing')
  if (draft.isNameMisplaced) draft.report('name_misplaced')
  if (isCut) draft.report('name_cut')
  if (documents.length > 10) draft.report('too_many_documents')
  return {
    ...person,
    ordinal,
    segment,
    role,
    ...(roleCode && { roleCode }),
    sent,
    names,
    isNameCut: isCut,
    nationalities,
    documents,
    unread,
    findings: draft.findings
  }
}

const roles: Readonly<Record<string, PersonRole>> = {
  FL: 'passenger',
  FM: 'crew',
  DDU: 'transit_passenger',
  DDT: 'transit_crew'
}
