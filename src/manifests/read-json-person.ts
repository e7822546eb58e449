import { toCountry } from '../domain/countries.ts'
import { cleanName } from './clean-name.ts'
import type { Finding, FindingCode, Report } from './findings.ts'
import type { JsonManifest } from './json-manifest.ts'
import type { BirthDate, Person, PersonDocument, PersonName, Sent, SentName } from './person.ts'

type JsonPerson = JsonManifest['persons'][number]

/** One person of a JSON manifest as a person of any manifest. */
export const readJsonPerson = (
  json: JsonPerson,
  ordinal: number,
  today: string,
  report: Report
): Person => {
  const findings: Finding[] = []
  const say = (code: FindingCode) => findings.push(report(code, { person: ordinal }))
  const { role = 'passenger', names: sent = [], birthDate, residence, verified, bags } = json
  const { nationalities = [], documents = [], birthPlace, sex, ...others } = json
  const { locator, reference, governmentReference, seat, crewRole } = others
  const { embarkation, disembarkation, clearance } = others
  const readings = sent.map(name => cleanName(toSent(name), sex).names)
  const birth = birthDate === undefined ? undefined : toBirth(birthDate)
  const isFuture = birthDate !== undefined && birthDate > today.slice(0, birthDate.length)
  if (isFuture) say('date_in_future')
  return {
    ordinal,
    role,
    sent: toSent(sent[0] ?? {}),
    names: firstOfEach(readings),
    isNameCut: false,
    ...(birth && !isFuture && { birth }),
    ...(sex && { sex }),
    nationalities: nationalities.map(toSentCountry),
    ...(residence && { residence: toSentCountry(residence) }),
    ...(birthPlace && { birthPlace }),
    documents: documents.map(toDocument),
    ...(locator && { locator }),
    ...(reference && { reference }),
    ...(governmentReference && { governmentReference }),
    ...(seat && { seat }),
    ...(verified !== undefined && { isVerified: verified }),
    ...(bags && { bags: { tags: [], ...bags } }),
    ...(crewRole && { crewRole }),
    ...(embarkation && { embarkation }),
    ...(disembarkation && { disembarkation }),
    ...(clearance && { clearance }),
    unread: [],
    findings
  }
}

/** Screening takes ten names: the first reading of each comes before the second of any. */
const firstOfEach = (readings: readonly (readonly PersonName[])[]): readonly PersonName[] => {
  const most = Math.max(0, ...readings.map(({ length }) => length))
  return Array.from({ length: most }, (_, at) => readings.flatMap(names => names[at] ?? [])).flat()
}

const toSent = ({ family, given, full }: PersonName): SentName => ({
  ...(family && { family }),
  given: given ? [given] : [],
  ...(full && { full })
})

const toBirth = (sent: string): BirthDate => ({
  sent,
  value: sent,
  precision: sent.length === 10 ? 'day' : sent.length === 7 ? 'month' : 'year',
  isCenturyGuessed: false
})

const toSentCountry = (sent: string): Sent => {
  const value = toCountry(sent)
  return { sent, ...(value && { value }) }
}

const toDocument = ({
  type,
  number,
  issuer,
  expires,
  issued
}: NonNullable<JsonPerson['documents']>[number]): PersonDocument => ({
  number,
  ...(type && { type }),
  ...(issuer && { issuer: toSentCountry(issuer) }),
  ...(expires && { expires: { sent: expires, value: expires } }),
  ...(issued && { issued: { sent: issued, value: issued } })
})
