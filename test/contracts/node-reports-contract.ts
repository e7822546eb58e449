import { describe, expect, onTestFinished, test } from 'vitest'
import type { NodeReport, NodeReports } from '#src/domain/node-report.ts'
import type { Open } from './opened.ts'

const said = (id: string, at: string, more: Partial<NodeReport> = {}): NodeReport => ({
  id,
  name: `${id}:8080`,
  at: `2026-11-22T${at}.000Z`,
  isReady: true,
  listVersion: 7,
  behindBy: 0,
  entries: 5,
  ageSeconds: 0.25,
  ...more
})

/** What everybody promises who keeps what nodes said last. */
export const nodeReportsContract = (name: string, openReports: Open<NodeReports>): void => {
  const open = async () => {
    const opened = await openReports()
    onTestFinished(() => opened.close())
    return opened.port
  }
  const all = async (port: NodeReports) =>
    (await port.all()).toSorted((a, b) => (a.id < b.id ? -1 : 1))

  describe(`reports of nodes: ${name}`, () => {
    test('knows nobody who has said nothing', async () => {
      expect(await (await open()).all()).toEqual([])
    })

    test('gives what each node said last, as it was said', async () => {
      const port = await open()
      const { ageSeconds: _, behindBy: __, ...loading } = said('b', '08:00:05', { isReady: false })
      await port.say(said('a', '08:00:00'))
      await port.say(loading)
      await port.say(said('a', '08:00:10', { listVersion: 8 }))
      expect(await all(port)).toEqual([said('a', '08:00:10', { listVersion: 8 }), loading])
    })

    test('forgets who has been silent for an hour, and nobody else', async () => {
      const port = await open()
      await port.say(said('gone', '08:00:00'))
      await port.say(said('late', '08:00:20'))
      await port.say(said('here', '09:00:10'))
      expect((await all(port)).map(({ id }) => id)).toEqual(['here', 'late'])
      await port.say(said('gone', '09:00:15'))
      expect((await all(port)).map(({ id }) => id)).toEqual(['gone', 'here', 'late'])
    })
  })
}
