import { expect, test } from 'vitest'
import { showEarlier } from '#src/domain/earlier-case.ts'
import { aCase, aDesk, aHit } from '#test/helpers/screened.ts'

const shared = { ...aHit({ entryId: '1', releasableTo: ['border'] }), id: 'hit-1' }
const kept = { ...aHit({ entryId: '2' }), id: 'hit-2' }
const elsewhere = { ...aHit({ entryId: '3' }), id: 'hit-3' }
const desks = { interior: aDesk({ state: 'new' }), border: aDesk({ state: 'assigned' }) }
const earlier = aCase({ id: 'case-0', hits: [shared, kept], desks })
const beside = aCase({ id: 'case-1', hits: [shared, kept, elsewhere], desks })

test('names the entries that stand in both cases', () => {
  expect(showEarlier(earlier, beside, 'interior')).toMatchObject({
    id: 'case-0',
    state: 'new',
    entries: [
      { list: shared.list, entryId: '1' },
      { list: kept.list, entryId: '2' }
    ]
  })
  expect(showEarlier(earlier, aCase({ hits: [elsewhere], desks }), 'interior')?.entries).toEqual([])
})

test('shows an agency its own desk, and none of the entries that it may not see', () => {
  const shown = showEarlier(earlier, beside, 'border')
  expect(shown?.state).toBe('assigned')
  expect(shown?.entries).toEqual([{ list: shared.list, entryId: '1' }])
})

test('shows nothing to an agency that had no desk in it', () => {
  expect(showEarlier(earlier, beside, 'police')).toBeUndefined()
})
