import { cp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadAuthorities } from '#src/load-authorities.ts'
import { okay } from '#test/helpers/call.ts'
import { makeList } from '#test/helpers/list.ts'
import { passengerList, sendManifest } from '#test/helpers/passenger-list.ts'
import { type ServiceProcess, startProcess } from '#test/helpers/service-process.ts'
import { entryOf, someone } from '#test/helpers/someone.ts'
import { tempFolder } from '#test/helpers/temp-folder.ts'
import { until } from '#test/helpers/until.ts'

const people = Array.from({ length: 600 }, (_, at) => someone(`on a killed flight ${at}`))
const listed = [people[3], people[300], people[599]].filter(one => one !== undefined)
const list = passengerList(people, { reference: 'KILLED' })
const carrier = (service: ServiceProcess) =>
  service.asRole('carrier', { carrier: 'YYAIR', purposes: ['border_control', 'visa'] })

/** A policy whose authority waits no longer than this. */
const policyWaiting = async (answerWithinMs: number) => {
  const folder = await tempFolder()
  await cp('config', folder, { recursive: true })
  const authorities = loadAuthorities('config/policy.json')
  const hasty = { ...authorities, default: { ...authorities.default, answerWithinMs } }
  await writeFile(join(folder, 'authorities.json'), JSON.stringify(hasty))
  return join(folder, 'policy.json')
}

/** The officer's cases, as soon as there are so many. */
const casesOf = (service: ServiceProcess, count: number) => {
  const officer = service.asRole('officer', { agency: 'interior', purposes: ['border_control'] })
  return until(async () => {
    const { cases } = okay(await officer('GET', '/v1/cases')).body
    return cases.length >= count ? cases : undefined
  })
}

test('everybody on a manifest is screened once, although it is killed after its late fallback', async () => {
  const [folder, POLICY] = [await tempFolder(), await policyWaiting(1)]
  const first = await startProcess(folder, { POLICY })
  const { put } = await makeList(first, 'flown')
  for (const one of listed) okay(await put(one.number, entryOf(one)))
  const reply = await sendManifest(carrier(first), list, { accept: 'application/edifact' })
  expect(reply.status).toBe(200)
  expect(reply.text).not.toContain('ERC+0Z')
  await first.kill()

  const second = await startProcess(folder, { POLICY })
  const cases = await casesOf(second, listed.length)
  expect(cases).toHaveLength(listed.length)
  expect(cases.map(({ revision }: { revision: number }) => revision)).toEqual([1, 1, 1])
  const again = okay(await sendManifest(carrier(second), list))
  expect(again.body).toMatchObject({ travellers: 600, screened: 600 })
  expect((await second.stop()).code).toBe(0)
})

test('a manifest that could not be screened is, after a restart, without being sent again', async () => {
  const folder = await tempFolder()
  const first = await startProcess(folder)
  const some = passengerList(listed, { reference: 'NOLIST' })
  expect((await sendManifest(carrier(first), some, { query: '?purpose=visa' })).status).toBe(503)
  const { put } = await makeList(first, 'visas', { purposes: ['visa'] })
  for (const one of listed) okay(await put(one.number, entryOf(one)))
  await first.kill()
  const second = await startProcess(folder)
  expect(await casesOf(second, listed.length)).toHaveLength(listed.length)
  expect((await second.stop()).code).toBe(0)
})
