import { expect } from 'vitest'
import { withPlatform as test } from '#test/helpers/opened-platform.ts'
import { inParty, sendingTo } from '#test/helpers/told-messages.ts'

const listed = inParty('JOHN', { reference: 'A1', number: 'D1', born: '800417' })
const onBoard = { bgm: 'BGM+266+CLOB' }
const boarded = ['boarded: D1 on 212']
const warned = [expect.stringContaining('on no earlier list of this flight')]

test.for([
  { person: inParty('', { number: 'D3' }), told: [], why: 'by a document that nobody there has' },
  {
    person: inParty('JOHN', { reference: 'A1', number: 'D3' }),
    told: boarded,
    why: 'with another document than listed'
  },
  {
    person: { segments: [...listed.segments, 'DOC+V+D4'] },
    told: boarded,
    why: 'with one document more than listed'
  }
])('who is on board is screened when described $why', async ({ person, told }, { platform }) => {
  const send = sendingTo(platform)
  await send([listed])
  const sent = await send([person], onBoard)
  expect(sent.screened).toHaveLength(1)
  expect(sent).toMatchObject({ notices: told, warnings: warned })
  expect(await send([person], onBoard)).toMatchObject({ screened: [], warnings: [] })
})

test.for([
  { person: inParty('', { number: 'd-1' }), why: 'by the document alone' },
  { person: listed, why: 'as listed' },
  { person: inParty('JOHN'), why: 'by name alone' }
])('who is on board is only noted when described $why', async ({ person }, { platform }) => {
  const send = sendingTo(platform)
  await send([listed])
  expect(await send([person], onBoard)).toMatchObject({
    screened: [],
    notices: boarded,
    warnings: []
  })
})

test('who is described otherwise when boarding keeps the case of before', async ({ platform }) => {
  const send = sendingTo(platform)
  await send([listed])
  const { outcomes } = await send([inParty('JOHN', { reference: 'A1', number: 'D3' })], onBoard)
  expect(outcomes).toMatchObject([{ kind: 'screened', found: { caseId: 'D1 on 212' } }])
})
