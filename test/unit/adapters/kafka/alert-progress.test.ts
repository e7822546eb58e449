import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  caughtUp,
  fromCommit,
  type Told,
  toCommit,
  toldMore
} from '#src/adapters/kafka/alert-progress.ts'

const told = (through: number, behind: Record<string, number> = {}): Told => ({
  through,
  behind: new Map(Object.entries(behind))
})
const refused = (first: Record<string, number>) => new Map(Object.entries(first))
const held = { low: 0, high: 1_000 }

describe('an agency that refuses', () => {
  test('is behind from its first alert that it did not take, however often it refuses', () => {
    const once = toldMore(told(10), 20, refused({ customs: 13 }))
    expect(once).toEqual(told(20, { customs: 13 }))
    expect(toldMore(once, 30, refused({ customs: 25 }))).toEqual(told(30, { customs: 13 }))
  })

  test('is one of all others again once it has come as far as they', () => {
    const behind = told(30, { customs: 13, health: 5 })
    expect(caughtUp(behind, 'customs', 25)).toEqual(told(30, { customs: 25, health: 5 }))
    expect(caughtUp(behind, 'customs', 30)).toEqual(told(30, { health: 5 }))
  })

  test('goes back nowhere, and nobody falls behind by catching up', () => {
    expect(caughtUp(told(30, { customs: 13 }), 'customs', 9)).toEqual(told(30, { customs: 13 }))
    expect(caughtUp(told(30), 'customs', 9)).toEqual(told(30))
  })
})

describe('what Kafka keeps', () => {
  test('is a plain offset where nobody is behind', () => {
    expect(toCommit(told(30))).toEqual({ next: 30 })
  })

  test('is the lowest offset, and beside it all that is known', () => {
    const behind = told(30, { customs: 13, health: 5 })
    expect(toCommit(behind).next).toBe(5)
    expect(fromCommit(toCommit(behind), held)).toEqual(behind)
  })

  test('is the lowest offset alone where more are behind than there is room for', () => {
    const many = Array.from({ length: 300 }, (_, at) => [`agency-${at}`, 100 + at] as const)
    expect(toCommit({ through: 500, behind: new Map(many) })).toEqual({ next: 100 })
  })

  test.for([
    { why: 'nothing was committed', commit: undefined, expected: told(3) },
    { why: 'another version committed', commit: { next: 7, remark: 'v2' }, expected: told(7) },
    { why: 'what comes next has expired', commit: { next: 1 }, expected: told(3) },
    {
      why: 'what one lacked has expired in part',
      commit: toCommit(told(8, { customs: 1 })),
      expected: told(8, { customs: 3 })
    },
    {
      why: 'what one lacked has expired altogether',
      commit: toCommit(told(3, { customs: 1 })),
      expected: told(3)
    },
    {
      why: 'the topic is another one',
      commit: toCommit(told(30, { customs: 13 })),
      expected: told(3)
    }
  ])('$why', ({ commit, expected }) => {
    expect(fromCommit(commit, { low: 3, high: 10 })).toEqual(expected)
  })
})

const agencies = ['customs', 'interior', 'health']
const agency = fc.constantFrom(...agencies)
const steps = fc.array(
  fc.oneof(
    fc.record({ step: fc.constant('tell' as const), count: fc.nat(5), refusing: fc.array(agency) }),
    fc.record({ step: fc.constant('catch up' as const), agency, count: fc.nat(5) }),
    fc.record({ step: fc.constant('restart' as const) })
  )
)

test('every agency has all its alerts in order, and none twice, whoever refuses and whenever it is started again', () => {
  fc.assert(
    fc.property(fc.array(agency), steps, (alerts, happened) => {
      const had = new Map(agencies.map(name => [name, [] as number[]]))
      const give = (name: string, from: number, to: number) => {
        for (let at = from; at < to; at++) if (alerts[at] === name) had.get(name)?.push(at)
      }
      let now = told(0)
      const tell = (count: number, refusing: readonly string[]) => {
        const end = Math.min(now.through + count, alerts.length)
        const others = agencies.filter(name => !now.behind.has(name))
        const first = others
          .filter(name => refusing.includes(name))
          .flatMap(name => {
            const at = alerts.indexOf(name, now.through)
            return at >= 0 && at < end ? [[name, at] as const] : []
          })
        const refusals = new Map(first)
        for (const name of others) if (!refusals.has(name)) give(name, now.through, end)
        now = toldMore(now, end, refusals)
      }
      const catchUp = (name: string, count: number) => {
        const from = now.behind.get(name)
        if (from === undefined) return
        const end = Math.min(from + count, now.through)
        give(name, from, end)
        now = caughtUp(now, name, end)
      }
      for (const one of happened) {
        if (one.step === 'tell') tell(one.count, one.refusing)
        else if (one.step === 'catch up') catchUp(one.agency, one.count)
        else now = fromCommit(toCommit(now), { low: 0, high: alerts.length })
      }
      tell(alerts.length, [])
      for (const name of agencies) catchUp(name, alerts.length)
      expect(now).toEqual(told(alerts.length))
      for (const name of agencies) {
        expect(had.get(name)).toEqual(alerts.flatMap((of, at) => (of === name ? [at] : [])))
      }
    })
  )
})
