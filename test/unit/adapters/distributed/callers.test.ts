import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sharedCallers } from '#src/adapters/distributed/callers.ts'
import { embeddedCallers } from '#src/adapters/embedded/callers.ts'
import { tempFolder } from '#test/helpers/temp-folder.ts'

const until = 4_102_444_800_000

/** Callers on a disk of their own; away where the file can be neither read nor written. */
const callersOn = async ({ isAway = false } = {}) => {
  const folder = await tempFolder()
  return embeddedCallers(isAway ? folder : join(folder, 'revoked-tokens.jsonl'))
}

test('a node that starts while the shared view is away knows the tokens that were revoked before', async () => {
  const [own, away] = [await callersOn(), await callersOn({ isAway: true })]
  const callers = sharedCallers(away, own)
  await callers.revoke('t-1', until)
  expect(await callers.revoked()).toEqual({ tokens: new Map([['t-1', until]]), isWhole: false })
})

test('a node whose own tokens can be neither read nor written knows those of others', async () => {
  const [own, view] = [await callersOn({ isAway: true }), await callersOn()]
  await view.revoke('of others', until)
  const callers = sharedCallers(view, own)
  const tokens = new Map([['of others', until]])
  expect(await callers.revoked()).toEqual({ tokens, isWhole: false })
})

test('a token that can not be noted here is refused by others already', async () => {
  const [own, view] = [await callersOn({ isAway: true }), await callersOn()]
  await expect(sharedCallers(view, own).revoke('lost', until)).rejects.toThrow()
  expect((await view.revoked()).tokens).toEqual(new Map([['lost', until]]))
})

test('what one side lacks it is given', async () => {
  const [own, view] = [await callersOn(), await callersOn()]
  await own.revoke('here', until)
  await view.revoke('there', until)
  const both = new Map([
    ['there', until],
    ['here', until]
  ])
  expect(await sharedCallers(view, own).revoked()).toEqual({ tokens: both, isWhole: true })
  expect([...(await own.revoked()).tokens.keys()].sort()).toEqual(['here', 'there'])
  expect([...(await view.revoked()).tokens.keys()].sort()).toEqual(['here', 'there'])
})
