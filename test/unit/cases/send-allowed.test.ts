import { expect, test } from 'vitest'
import { sendAllowed } from '#src/cases/send-allowed.ts'
import type { Alert } from '#src/domain/alert.ts'
import type { CaseHit, CaseState } from '#src/domain/case.ts'
import { showCase } from '#src/domain/redact.ts'
import { anAlert } from '#test/helpers/alerts.ts'
import { aCase, aHit } from '#test/helpers/screened.ts'

const hit = (more: Partial<CaseHit> = {}): CaseHit => ({
  ...aHit({ releasableTo: ['customs'] }),
  id: 'hit-1',
  ...more
})
const casesWith = (...hits: readonly CaseHit[]) => aCase({ hits })
const person = showCase(casesWith(hit()), 'customs', () => 1)

/** What is sent of an alert to customs, made when the hit was released and open, once the case stands like this. */
const sentBeside = async (state: CaseState | undefined) => {
  const sent: Alert[] = []
  const send = sendAllowed({ get: async () => [state] }, async alert => {
    sent.push(alert)
    return 'status 503'
  })
  const alert = anAlert({ agency: 'customs', ...(person && { person }) })
  const outcome = await send(alert, new AbortController().signal)
  return { sent: sent.length, outcome }
}

test.for([
  { why: 'released as before', state: casesWith(hit()), isSent: true },
  { why: 'covert by now', state: casesWith(hit({ covert: true })), isSent: true },
  { why: 'H2 by now', state: casesWith(hit({ handling: 'H2' })), isSent: false },
  { why: 'released no more', state: casesWith(hit({ releasableTo: [] })), isSent: false },
  {
    why: 'released no more, beside another hit',
    state: casesWith(hit({ releasableTo: [] }), hit({ id: 'hit-2', entryId: '2' })),
    isSent: false
  }
])(
  'a waiting alert is sent only while its agency may see all of it: $why',
  async ({ state, isSent }) => {
    const expected = isSent ? { sent: 1, outcome: 'status 503' } : { sent: 0, outcome: undefined }
    expect(await sentBeside(state)).toEqual(expected)
  }
)

test('a waiting alert goes on waiting while its case is not there, as in a store that is filled again', async () => {
  expect(await sentBeside(undefined)).toEqual({ sent: 0, outcome: 'its case is not there yet' })
})
