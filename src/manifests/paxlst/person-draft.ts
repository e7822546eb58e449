import { codeAt, componentsOf, type Segment, segmentText, textAt } from '../edifact/segment.ts'
import type { Finding, FindingCode } from '../findings.ts'
import type { Person, PersonDocument, SentName } from '../person.ts'

type Open<Value> = { -readonly [Field in keyof Value]: Value[Field] }

/** A person while its segments are read. */
export interface PersonDraft {
  readonly ordinal: number
  readonly segment: number
  readonly roleCode: string | undefined
  readonly sent: SentName
  readonly isNameMisplaced: boolean
  readonly person: Open<Partial<Omit<Person, 'nationalities' | 'documents' | 'unread'>>>
  readonly nationalities: Person['nationalities'][number][]
  readonly documents: Open<PersonDocument>[]
  readonly unread: string[]
  readonly findings: Finding[]
  readonly tags: string[]
  /** DOC was met: what follows describes the last document. */
  isInDocument: boolean
  segments: number
  /** Reports a finding of this person. */
  readonly report: (code: FindingCode, segment?: Segment) => void
}

type ReportPerson = (code: FindingCode, segment: number) => Finding

/** Opens a person at its NAD. */
export const openPerson = (
  segment: Segment,
  ordinal: number,
  reportPerson: ReportPerson
): PersonDraft => {
  const findings: Finding[] = []
  const named = nameAt(segment, 4)
  const sent = named ?? nameAt(segment, 3) ?? { given: [] }
  return {
    ordinal,
    segment: segment.number,
    roleCode: codeAt(segment, 1),
    sent,
    isNameMisplaced: !named && (sent.family !== undefined || sent.given.length > 0),
    person: {},
    nationalities: [],
    documents: [],
    unread: [],
    findings,
    tags: [],
    isInDocument: false,
    segments: 1,
    report: (code, at = segment) => findings.push(reportPerson(code, at.number))
  }
}

/** Keeps a segment that means nothing here as it was sent. */
export const keepUnread = (draft: PersonDraft, segment: Segment, code: FindingCode): void => {
  draft.unread.push(segmentText(segment))
  draft.report(code, segment)
}

const nameAt = (segment: Segment, element: number): SentName | undefined => {
  const [family, ...others] = componentsOf(segment.elements[element]).map((_, at) =>
    textAt(segment, element, at + 1)
  )
  const given = others.filter(part => part !== undefined)
  if (!family && given.length === 0) return undefined
  return { ...(family && { family }), given }
}
