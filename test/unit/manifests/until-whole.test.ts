import { expect, test } from 'vitest'
import { untilWhole } from '#src/manifests/until-whole.ts'

test('waits until nothing is missing', async () => {
  let asked = 0
  await untilWhole({ isWhole: async () => ++asked === 3 })
  expect(asked).toBe(3)
})

test('gives up in time: the view can not be asked about persons of before', async () => {
  const waiting = untilWhole({ isWhole: async () => false }, 0)
  await expect(waiting).rejects.toMatchObject({ code: 'VIEW_UNAVAILABLE', statusCode: 503 })
})
