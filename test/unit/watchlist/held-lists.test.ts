import { expect, test } from 'vitest'
import type { SharedList } from '#src/domain/ports.ts'
import type { ListState } from '#src/domain/watchlist.ts'
import { withHeldLists } from '#src/watchlist/held-lists.ts'

const state = (title: string): ListState => ({
  list: 'wanted',
  agency: 'interior',
  title,
  purposes: ['border_control'],
  instruction: 'refer_second_line',
  handling: 'H0',
  revision: 1
})
const held = { list: (name: string) => (name === 'wanted' ? state('held') : undefined) }
const listsOver = (list: SharedList['list']) => withHeldLists({ list } as SharedList, held)

test('a list is what the shared list says, and what this node holds when that does not answer', async () => {
  expect(await listsOver(async () => state('newest')).list('wanted')).toEqual(state('newest'))
  expect(await listsOver(async () => undefined).list('wanted')).toBeUndefined()
  const away = () => Promise.reject(new Error('away'))
  expect(await listsOver(away).list('wanted')).toEqual(state('held'))
})

test('a list that this node does not hold is not called unknown while nobody can be asked', async () => {
  const away = () => Promise.reject(new Error('away'))
  await expect(listsOver(away).list('new')).rejects.toThrow('away')
})
