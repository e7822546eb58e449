import type { Interchange, Message } from '../manifest.ts'
import type { Person } from '../person.ts'
import type { PersonReply, Reply } from './write-cusres.ts'

/** What a reply needs beside the message that it answers. */
export interface ReplyDetails {
  readonly prepared: string
  readonly reference: string
  readonly about: Reply['about']
}

/** The reply to a message as it was received: addresses turned round, its references and border sector echoed. */
export const replyTo = (
  interchange: Interchange | undefined,
  message: Message | undefined,
  details: ReplyDetails
): Reply => {
  const sector = message?.sectors.find(({ isBorder }) => isBorder)
  const { transaction, commonAccessReference } = message ?? {}
  return {
    kind: 'reply',
    ...details,
    sender: address(interchange?.recipient, interchange?.recipientQualifier),
    recipient: address(interchange?.sender, interchange?.senderQualifier),
    ...(interchange?.application && { application: interchange.application }),
    ...(interchange?.isTest && { isTest: true }),
    ...(transaction && { transaction }),
    ...(commonAccessReference && { commonAccessReference }),
    ...(sector && {
      flight: {
        designator: sector.designator,
        ...(sector.from && { from: sector.from }),
        ...(sector.to && { to: sector.to }),
        ...(sector.departs?.local && { departs: sector.departs.local }),
        ...(sector.arrives?.local && { arrives: sector.arrives.local })
      }
    })
  }
}

/** The answer about one person, by the references that the carrier gave. */
export const answerAbout = (
  { locator, reference }: Pick<Person, 'locator' | 'reference'>,
  answer: Pick<PersonReply, 'decision' | 'missing'>
): PersonReply => ({
  ...(locator && { locator }),
  ...(reference && { reference }),
  ...answer
})

const address = (id = '', qualifier?: string) => ({ id, ...(qualifier && { qualifier }) })
