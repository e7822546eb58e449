import { describe, expect, onTestFinished, test } from 'vitest'
import type { Exclusions } from '#src/domain/case-ports.ts'
import type { Exclusion } from '#src/domain/exclusion.ts'
import type { Cases, Position } from '#src/domain/ports.ts'
import { anExclusion } from '../helpers/exclusions.ts'
import { startFollowing } from '../helpers/follow-until.ts'
import { aCase, aDesk } from '../helpers/screened.ts'
import type { Open } from './opened.ts'

interface Stores {
  readonly cases: Cases
  readonly exclusions: Exclusions
}

/** What every store of exclusions promises, together with that of the cases that hold them. */
export const exclusionsContract = (name: string, openStores: Open<Stores>): void => {
  const open = async () => {
    const opened = await openStores()
    onTestFinished(() => opened.close())
    const { cases, exclusions: port } = opened.port
    let offset = 0
    /** Stores them as their agencies' desks hold them. */
    const put = async (...all: readonly Exclusion[]) => {
      const states = all.map(one =>
        aCase({ id: `case of ${one.id}`, desks: { [one.agency]: aDesk({ exclusions: [one] }) } })
      )
      offset++
      await cases.commit({ position: { ...at(offset), topic: 'case-commands' }, cases: states })
    }
    return { ...opened, port, put }
  }

  describe(`exclusions: ${name}`, () => {
    test('are given back as put, with how often they were applied', async () => {
      const { port, put } = await open()
      expect(await port.get('exclusion-1')).toBeUndefined()
      await put(anExclusion())
      expect(await port.get('exclusion-1')).toEqual({ exclusion: anExclusion(), applied: 0 })
      await port.count({ position: at(1), applied: ['exclusion-1', 'unknown', 'exclusion-1'] })
      const revoked = anExclusion({
        revoked: { by: { sub: 'sue' }, at: '2026-12-01T00:00:00.000Z' }
      })
      await put(revoked)
      expect(await port.get('exclusion-1')).toEqual({ exclusion: revoked, applied: 2 })
    })

    test('come to their agency in pages, by id', async () => {
      const { port, put } = await open()
      const ids = ['c', 'a', 'b']
      await put(...ids.map(id => anExclusion({ id })), anExclusion({ id: 'd', agency: 'navy' }))
      const idsOf = async (agency: string, after?: string, limit = 2) =>
        (await port.page(agency, after, limit)).map(({ exclusion }) => exclusion.id)
      expect(await idsOf('interior')).toEqual(['a', 'b'])
      expect(await idsOf('interior', 'b')).toEqual(['c'])
      expect(await idsOf('navy')).toEqual(['d'])
      expect(await idsOf('customs')).toEqual([])
    })

    test('are counted once for each position of the record', async () => {
      const { port, put } = await open()
      await put(anExclusion())
      await port.count({ position: at(5), applied: ['exclusion-1'] })
      await port.count({ position: at(5), applied: ['exclusion-1'] })
      await port.count({ position: at(4), applied: ['exclusion-1'] })
      expect((await port.get('exclusion-1'))?.applied).toBe(1)
      expect(await port.offsets()).toEqual(new Map([[0, 5]]))
    })

    test('are followed: what is there, then what changes, and nothing for what does not', async () => {
      const { port, put } = await open()
      await put(anExclusion({ id: 'a' }), anExclusion({ id: 'b' }))
      const followed = startFollowing<Exclusion>((handle, signal) => port.follow(handle, signal))
      onTestFinished(() => followed.stop())
      await followed.until(seen => seen.length === 2)
      await put(anExclusion({ id: 'a' }))
      await put(anExclusion({ id: 'b', until: '2028-01-01' }))
      const seen = await followed.until(all => all.length > 2)
      expect(seen.map(({ id, until }) => `${id} ${until}`).sort()).toEqual([
        'a 2027-06-01',
        'b 2027-06-01',
        'b 2028-01-01'
      ])
    })

    test('still stand when the store is opened again', async () => {
      const { put, port, reopen } = await open()
      await put(anExclusion())
      await port.count({ position: at(1), applied: ['exclusion-1'] })
      const { exclusions: again } = await reopen()
      expect(await again.get('exclusion-1')).toEqual({ exclusion: anExclusion(), applied: 1 })
    })
  })
}

const at = (offset: number): Position => ({ topic: 'screenings', partition: 0, offset })
