import type { Instruction } from '#src/domain/vocabulary.ts'
import { okay } from './call.ts'
import { makeList } from './list.ts'
import type { RunningService } from './running-service.ts'
import { crossing, entryOf, someone, travellerOf } from './someone.ts'
import { until } from './until.ts'

/** Lists this person and lets a checkpoint screen them; gives the case as the agency's officer reads it. */
export const makeCase = async (
  service: Pick<RunningService, 'asRole'>,
  word: string,
  { agency = 'interior', instruction = 'arrest' as Instruction, covert = false } = {}
) => {
  const list = await makeList(service, `cases-of-${agency}`, { agency })
  const person = someone(word)
  const entryId = word.replaceAll(' ', '-')
  okay(await list.put(entryId, entryOf(person, { instruction, covert })))
  const desk = service.asRole('checkpoint', { sub: 'desk of cases' })
  const question = {
    purpose: 'border_control',
    traveller: travellerOf(person),
    journey: crossing()
  }
  const { caseId } = okay(await desk('POST', '/v1/screenings', question)).body
  const officer = service.asRole('officer', { agency, sub: `officer of ${agency}` })
  return until(async () => {
    const reply = await officer('GET', `/v1/cases/${caseId}`)
    return reply.status === 200 ? reply.body : undefined
  })
}
