import { alertHeardId, canaryAgency } from '#src/domain/canary.ts'
import type { Verdicts } from '#src/domain/ports.ts'
import type { AgencyTopics } from './agency-topics.ts'
import { type FoundAlert, toAgencyMessage } from './found-alerts.ts'

export interface TellEachOptions {
  readonly agencies: Pick<AgencyTopics, 'append'>
  /** Tells nodes that their own checks have come this far. */
  readonly verdicts: Pick<Verdicts, 'publish'>
}

/** An agency that took none of its alerts, and the first of them. */
export interface Refusal {
  readonly agency: string
  readonly from: number
  readonly err: unknown
}

/** Tells agencies their alerts: those that were told here of late not again, and none because another takes nothing. */
export const tellEach = ({ agencies, verdicts }: TellEachOptions) => {
  const told = rememberLast()

  /** Durable in the agency's topic when it resolves. */
  const send = async (agency: string, found: readonly FoundAlert[]): Promise<void> => {
    const alerts = found.filter(told.isNew)
    if (alerts.length === 0) return
    await agencies.append(agency, alerts.map(toAgencyMessage))
    told.add(alerts)
    if (agency === canaryAgency) verdicts.publish(alerts.map(heard))
  }

  return {
    send,
    /** Tells every agency its own at the same time, and gives those that took none. */
    async tell(alerts: readonly FoundAlert[]): Promise<readonly Refusal[]> {
      const ofEach = [...Map.groupBy(alerts, ({ event }) => event.data.agency)]
      const refusals = ofEach.map(([agency, own]) =>
        send(agency, own).then(
          () => [],
          (err: unknown): Refusal[] => [{ agency, from: own[0]?.offset ?? 0, err }]
        )
      )
      return (await Promise.all(refusals)).flat()
    }
  }
}

const heard = ({ event }: FoundAlert) =>
  ({ commandId: alertHeardId(event.id), ok: true, revision: 0, version: 0 }) as const

/** Spares agencies most repetitions: what a killed projection had told may be told again. */
const rememberLast = () => {
  let ids = new Set<string>()
  return {
    isNew: ({ event }: FoundAlert) => !ids.has(event.id),
    add: (alerts: readonly FoundAlert[]) => {
      if (ids.size > mostRemembered) ids = new Set()
      for (const { event } of alerts) ids.add(event.id)
    }
  }
}

const mostRemembered = 100_000
