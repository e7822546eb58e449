import { expect } from 'vitest'
import { okay } from '#test/helpers/call.ts'
import { makeList } from '#test/helpers/list.ts'
import { withService } from '#test/helpers/running-service.ts'
import { entryOf, someone, travellerOf } from '#test/helpers/someone.ts'

const test = withService({ config: { maxWaiting: 2 } })
const listed = someone('asked for under load')

test('refuses what is too much with Retry-After, answers what it takes in full, and recovers', async ({
  service
}) => {
  const list = await makeList(service, 'wanted')
  okay(await list.put('1', entryOf(listed)))
  const desk = service.asRole('checkpoint', { agency: 'border' })
  const ask = () =>
    desk('POST', '/v1/screenings', { purpose: 'border_control', traveller: travellerOf(listed) })
  const replies = await Promise.all(Array.from({ length: 100 }, ask))
  const taken = replies.filter(({ status }) => status === 200)
  const refused = replies.filter(({ status }) => status !== 200)
  expect(taken.length).toBeGreaterThan(0)
  expect(refused.length).toBeGreaterThan(0)
  // Never clear for want of time: every answer found the listed person.
  expect(new Set(taken.map(({ body }) => body.decision))).toEqual(new Set(['refer']))
  for (const { status, body, headers } of refused) {
    expect({ status, code: body.code, retry: headers.get('retry-after') }).toEqual({
      status: 503,
      code: 'OVERLOADED',
      retry: '1'
    })
  }
  expect((await ask()).body.decision).toBe('refer')
})

test('refuses items of a batch one by one', async ({ service }) => {
  await makeList(service, 'wanted')
  const desk = service.asRole('checkpoint', { agency: 'border' })
  const screenings = Array.from({ length: 50 }, () => ({
    purpose: 'border_control',
    traveller: travellerOf(someone('one of a batch'))
  }))
  const { body } = await desk('POST', '/v1/screenings/batch', { screenings })
  const codes = body.results.map(
    ({ decision, code }: { decision?: string; code?: string }) => decision ?? code
  )
  expect(codes).toHaveLength(50)
  expect(new Set(codes)).toEqual(new Set(['clear', 'OVERLOADED']))
})
