import { type Alert, alertsFor } from '../domain/alert.ts'
import { canaryAlert } from '../domain/canary.ts'
import type { CaseStep } from '../domain/case.ts'
import type { CaseRules } from '../domain/case-rules.ts'
import type { Ids } from '../domain/ids.ts'
import type { RecordEvent } from '../domain/ports.ts'
import type { Instruction } from '../domain/vocabulary.ts'

/** What alerts are raised with. */
export interface AlertDeps {
  readonly ids: Ids
  readonly rules: CaseRules
  readonly urgencyOf: (instruction: Instruction) => number
}

export const alertType = 'portcullis.alert'

/** Makes the function that gives the alerts of each single change as events; the same change again has the same ids. */
export const createAlerts =
  ({ ids, rules, urgencyOf }: AlertDeps) =>
  (steps: readonly CaseStep[]): readonly RecordEvent<Alert>[] => {
    const alerts = steps.flatMap(({ before, after, cause }) =>
      after.canary === undefined
        ? alertsFor(before, after, rules, urgencyOf, (...place) =>
            ids.digest(['alert', after.id, ...place, cause])
          )
        : [canaryAlert(after.id, after.canary, after.createdAt)]
    )
    return alerts.map(alert => ({
      id: alert.id,
      type: alertType,
      source: 'portcullis/cases',
      time: alert.at,
      data: alert
    }))
  }
