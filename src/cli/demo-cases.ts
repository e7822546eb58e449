import type { CaseReply } from '../domain/case-reply.ts'
import type { Journey } from '../domain/traveller.ts'
import type { DemoService } from './demo-service.ts'
import { say } from './demo-terminal.ts'

/** Prints each case that an agency's officers get, once, until the signal aborts. */
export const announceCases = async (
  service: DemoService,
  agency: string,
  token: string,
  signal: AbortSignal
): Promise<void> => {
  const known = new Set<string>()
  for await (const { event, data } of service.events(token, '/v1/cases/stream', signal)) {
    if (event !== 'case') continue
    const { id, hits, instruction, journey } = data as CaseReply
    const [best] = hits
    if (!best || known.has(id)) continue
    known.add(id)
    const match = `${best.band} ${best.score.toFixed(3)}`
    const why = best.evidence.map(({ finding }) => finding).join(', ')
    say(['case', agency, instruction, journeyText(journey), match, why].join(' · '))
  }
}

const journeyText = (journey: Journey | undefined) => {
  if (journey?.kind !== 'leg') return journey?.checkpoint ?? 'nowhere'
  const { carrier, number, from, to, arrives = '' } = journey
  return `${carrier} ${number} ${from} → ${to}, arrives ${arrives.slice(11, 16)}`
}
