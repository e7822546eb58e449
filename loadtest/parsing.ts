/**
 * `npm run bench:parsing [-- --seed 1]`: how fast machine-readable zones and passenger lists are read, on one core. Zones of
 * seeded travellers, with and without a misread check digit; a PAXLST of 2,000 persons. CPU time of the best of several
 * rounds counts, since others use the machine too.
 */
import { readMrz } from '#matchers/mrz/read-mrz.ts'
import { writeMrz } from '#matchers/mrz/write-mrz.ts'
import { readPaxlst } from '#src/manifests/paxlst/read-paxlst.ts'
import { circumstances, saveResult } from './machine.ts'
import { passengerLists } from './people/passenger-lists.ts'
import { people, take } from './people/people.ts'
import { rounded } from './percentiles.ts'
import { readOptions } from './read-options.ts'

const values = readOptions({ seed: { type: 'string', default: '1' } })
const seed = Number(values.seed)
const today = '2026-11-22'
const rounds = 7

const bestMs = (work: () => void): number => {
  const timesMs = Array.from({ length: rounds }, () => {
    const before = process.threadCpuUsage()
    work()
    const { user, system } = process.threadCpuUsage(before)
    return (user + system) / 1_000
  })
  return Math.min(...timesMs)
}

const zones = [...take(people(seed), 20_000)].map(
  ({ names: [name], birthDate, sex, ...person }) => {
    const { passport, nationality } = person
    return writeMrz({
      format: 'TD3',
      issuer: passport.issuer,
      family: name?.family ?? name?.given ?? 'X',
      given: name?.family ? (name.given ?? '') : '',
      number: passport.number,
      nationality,
      birthDate,
      sex,
      expires: '2031-04-15'
    })
  }
)
const misread = zones.map(zone =>
  zone.replace(/\d(?=[MF<]\d{6})/, digit => String((+digit + 1) % 10))
)
const perSecond = (texts: readonly string[]) => {
  const tookMs = bestMs(() => {
    for (const text of texts) readMrz(text, today)
  })
  return Math.round((texts.length * 1_000) / tookMs)
}

const lists = passengerLists({ seed, entries: [], persons: [2_000, 2_000], carrier: 'PP' })
const list = Buffer.from(lists.next().value?.paxlst ?? '')
const result = {
  ...circumstances(),
  zonesPerSecond: perSecond(zones),
  misreadZonesPerSecond: perSecond(misread),
  personsRead: readPaxlst(list, { today }).messages[0]?.persons.length,
  listOf2000Ms: rounded(
    bestMs(() => readPaxlst(list, { today })),
    1
  )
}
saveResult('parsing', result)
process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`)
