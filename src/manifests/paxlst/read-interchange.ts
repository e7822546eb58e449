import { codeAt, type Segment, textAt } from '../edifact/segment.ts'
import type { ServiceCharacters } from '../edifact/service-characters.ts'
import type { Group, Interchange } from '../manifest.ts'
import { readLocalTime } from './dates.ts'

/** The envelope as UNB and the first UNG name it. */
export const readInterchange = (
  segments: readonly Segment[],
  characters: ServiceCharacters
): Interchange => {
  const unb = segments.find(({ tag }) => tag === 'UNB')
  const ung = segments.find(({ tag }) => tag === 'UNG')
  if (!unb) return { isTest: false, characters }
  return {
    ...known({
      sender: textAt(unb, 2),
      senderQualifier: textAt(unb, 2, 2),
      recipient: textAt(unb, 3),
      recipientQualifier: textAt(unb, 3, 2),
      reference: textAt(unb, 5),
      prepared: preparedAt(unb),
      application: codeAt(unb, 7),
      syntax: [codeAt(unb, 1), codeAt(unb, 1, 2)].filter(part => part !== undefined).join(':'),
      group: ung && readGroup(ung)
    }),
    isTest: textAt(unb, 11) === '1',
    characters
  }
}

const readGroup = (ung: Segment): Group =>
  known({
    type: codeAt(ung, 1),
    sender: textAt(ung, 2),
    recipient: textAt(ung, 3),
    reference: textAt(ung, 5),
    version: [codeAt(ung, 7), codeAt(ung, 7, 2)].filter(part => part !== undefined).join(':')
  })

const preparedAt = (unb: Segment) =>
  readLocalTime(`${textAt(unb, 4) ?? ''}${textAt(unb, 4, 2) ?? ''}`).value.local

type Known<Fields> = { [Field in keyof Fields]?: Exclude<Fields[Field], undefined> }

const known = <Fields extends object>(fields: Fields): Known<Fields> =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== '')
  ) as Known<Fields>
