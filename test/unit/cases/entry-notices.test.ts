import { expect, test } from 'vitest'
import { entryNoticesFor } from '#src/cases/entry-notices.ts'
import type { CaseState } from '#src/domain/case.ts'
import { idsUnder } from '#src/domain/ids.ts'
import type { RecordedHit } from '#src/domain/screening.ts'
import { aCase, aDesk, aHit } from '#test/helpers/screened.ts'

const ids = idsUnder(Buffer.alloc(32, 1))
/** A list that says "arrest" since its second revision, with an entry that leaves it to the list. */
const sharedList = {
  entries: async () => [
    {
      ...{ list: 'wanted', id: '1', revision: 1, state: 'active' as const, changedAt: '' },
      entry: { id: '1', revision: 1, kind: 'person' as const, names: [{ full: 'LISTED NAME' }] }
    }
  ],
  list: async () => ({
    ...{ list: 'wanted', agency: 'interior', title: 'Wanted', purposes: ['border_control'] },
    ...{ instruction: 'arrest' as const, handling: 'H0' as const, revision: 2 }
  })
}
const noticesFor = (state: CaseState) =>
  entryNoticesFor({ sharedList, ids }, [state], '2026-11-22T10:00:00.000Z')
const hitsOf = (more: Partial<RecordedHit> = {}) => {
  const ofList = { revision: 1, instruction: 'inform_only' as const, handling: 'H0' as const }
  return [{ ...aHit({ instruction: 'inform_only', ofList, ...more }), id: 'hit-1' }]
}

test('a list that does not know a revision of its entry yet tells nothing: it would be told again and again', async () => {
  expect(await noticesFor(aCase({ hits: hitsOf() }))).toMatchObject([{ kind: 'list_changed' }])
  expect(await noticesFor(aCase({ hits: hitsOf({ entryRevision: 2 }) }))).toEqual([])
})

test('what was left out, since nobody worked on it, has another id when anybody takes it up again', async () => {
  const hits = hitsOf({ releasableTo: ['border'] })
  const idsWith = async (border: ReturnType<typeof aDesk>) => {
    const desks = { interior: aDesk({ state: 'dismissed' }), border }
    return (await noticesFor(aCase({ hits, desks }))).map(({ id }) => id)
  }
  const [before] = await idsWith(aDesk({ state: 'assigned', revision: 2 }))
  expect(before).toBeDefined()
  expect(await idsWith(aDesk({ state: 'assigned', revision: 2 }))).toEqual([before])
  expect(await idsWith(aDesk({ state: 'dismissed', revision: 3 }))).toEqual([])
  expect(await idsWith(aDesk({ state: 'reopened', revision: 4 }))).not.toEqual([before])
})
