import { type Alert, alertsFor } from '../domain/alert.ts'
import type { CaseStep } from '../domain/case.ts'
import type { CaseRules } from '../domain/case-rules.ts'
import type { Ids } from '../domain/ids.ts'
import type { Record, RecordEvent } from '../domain/ports.ts'
import type { Instruction } from '../domain/vocabulary.ts'

/** What alerts are raised with. */
export interface AlertDeps {
  readonly record: Record
  readonly ids: Ids
  readonly rules: CaseRules
  readonly urgencyOf: (instruction: Instruction) => number
}

export const alertType = 'portcullis.alert'

/**
 * Makes the function that appends the alerts of each single change to the record. It is called before the cases are stored,
 * so that a kill loses none; the same change again has the same ids.
 */
export const createAlerts =
  ({ record, ids, rules, urgencyOf }: AlertDeps) =>
  async (steps: readonly CaseStep[]): Promise<void> => {
    const alerts = steps.flatMap(({ before, after, cause }) =>
      alertsFor(before, after, rules, urgencyOf, (...place) =>
        ids.digest(['alert', after.id, ...place, cause])
      )
    )
    const events = alerts.map(
      (alert): RecordEvent<Alert> => ({
        id: alert.id,
        type: alertType,
        source: 'portcullis/cases',
        time: alert.at,
        data: alert
      })
    )
    if (events.length > 0) await record.append('alerts', events)
  }
