import { cleanName } from '../clean-name.ts'
import type { Person, PersonRole } from '../person.ts'
import type { PersonDraft } from './person-draft.ts'

/** The person as read, with what only the whole of it tells: the name without titles, the role. Everybody on a crew list is crew. */
export const closePerson = (draft: PersonDraft, isOnCrewList: boolean): Person => {
  const { ordinal, segment, roleCode, sent, person, nationalities, documents, unread } = draft
  const { names, isCut, hasFamily } = cleanName(sent, person.sex)
  const stated = roles[roleCode ?? ''] ?? 'unknown'
  const role = isOnCrewList ? asCrew[stated] : stated
  const isNamed = sent.family !== undefined || sent.given.length > 0
  if (stated === 'unknown' && roleCode !== 'ZZZ') draft.report('role_unknown')
  if (role !== stated && stated !== 'unknown') draft.report('passenger_on_crew_list')
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

const asCrew: Readonly<Record<PersonRole, PersonRole>> = {
  passenger: 'crew',
  crew: 'crew',
  transit_passenger: 'transit_crew',
  transit_crew: 'transit_crew',
  unknown: 'crew'
}
