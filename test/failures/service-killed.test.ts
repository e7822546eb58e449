import { once } from 'node:events'
import { request } from 'node:http'
import { createInterface } from 'node:readline'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { idsUnder } from '#src/domain/ids.ts'
import type { Screened } from '#src/domain/screening.ts'
import { type Call, linesOf, okay } from '#test/helpers/call.ts'
import { openPlatform } from '#test/helpers/embedded-platform.ts'
import { makeList } from '#test/helpers/list.ts'
import { eventsOf } from '#test/helpers/opened-platform.ts'
import { run, type ServiceProcess, startProcess } from '#test/helpers/service-process.ts'
import { crossing, entryOf, someone, travellerOf } from '#test/helpers/someone.ts'
import { tempFolder } from '#test/helpers/temp-folder.ts'
import { until } from '#test/helpers/until.ts'

/** Sends lines without end, and kills the service when enough results came back; gives the ids that were taken. */
const importUntilKilled = async (service: ServiceProcess, enough: number) => {
  const sending = request(`${service.url}/v1/lists/wanted/entries/batch`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${service.token('agency_editor', { agency: 'interior' })}`,
      'content-type': 'application/x-ndjson'
    }
  })
  sending.on('error', () => undefined) // it is killed while we send
  const taken: string[] = []
  let isOver = false
  const readResults = async () => {
    const [response] = await once(sending, 'response')
    response.on('error', () => undefined)
    for await (const line of createInterface({ input: response })) {
      const { id, status } = asResult(line)
      if (status === 200) taken.push(id)
      if (taken.length < enough || isOver) continue
      isOver = true
      await service.kill()
    }
  }
  const killed = readResults().catch(error => {
    if (!isOver) throw error // otherwise the connection ended with the process
  })
  for (let at = 0; !isOver; at++) {
    const id = `n${at}`
    const line = { op: 'put', entry: { ...entryOf(someone(id)), id } }
    if (sending.write(`${JSON.stringify(line)}\n`)) continue
    await Promise.race([once(sending, 'drain').catch(() => undefined), killed])
    await nextTurn()
  }
  await killed
  sending.destroy()
  return taken
}

const asResult = (line: string): { id: string; status: number } => {
  try {
    return JSON.parse(line)
  } catch {
    return { id: '', status: 0 } // cut off by the kill
  }
}

/** Ids of all active entries, page by page: more may have been taken than were acknowledged. */
const activeOf = async (editor: Call, list: string) => {
  const active = new Set<string>()
  for (let after: string | undefined; ; ) {
    const query = after === undefined ? '' : `?after=${after}`
    const page = linesOf(okay(await editor('GET', `/v1/lists/${list}/entries${query}`)))
    for (const { id, state } of page) if (state === 'active') active.add(id)
    after = page.at(-1)?.id
    if (after === undefined) return active
  }
}

test('holds every entry that was acknowledged before the process was killed', async () => {
  const folder = await tempFolder()
  const first = await startProcess(folder)
  await makeList(first, 'wanted')
  const taken = await importUntilKilled(first, 1_700)
  expect(taken.length).toBeGreaterThanOrEqual(1_700)

  const second = await startProcess(folder)
  const editor = second.asRole('agency_editor', { agency: 'interior' })
  const active = await activeOf(editor, 'wanted')
  expect(taken.filter(id => !active.has(id))).toEqual([])

  const desk = second.asRole('checkpoint', { agency: 'border' })
  for (const id of [taken.at(0), taken.at(850), taken.at(-1)]) {
    const question = { purpose: 'border_control', traveller: travellerOf(someone(`${id}`)) }
    const { body } = await desk('POST', '/v1/screenings', question)
    expect(body).toMatchObject({ decision: 'refer', hits: [{ entryId: id }] })
  }
  expect((await second.stop()).code).toBe(0)
  const audit = await run('src/cli/audit.ts', ['verify'], { DATA_DIR: folder })
  expect(audit).toMatchObject({ code: 0, out: expect.stringMatching(/^intact: \d+ lines/) })
})

const listed = [someone('killed one'), someone('killed two'), someone('killed three')]
/** Every tenth traveller is listed; each of those crosses again and again on the same journey. */
const travellerAt = (at: number) =>
  travellerOf((at % 10 === 0 ? listed[(at / 10) % listed.length] : undefined) ?? someone(`t${at}`))

/** Posts crossings without end until so many posts were accepted and the process is killed. */
const crossUntilKilled = async (service: ServiceProcess, from: number, posts: number) => {
  const desk = service.asRole('checkpoint', { agency: 'border', sub: 'gate' })
  const accepted: string[] = []
  const post = async (start: number) => {
    const events = Array.from({ length: 40 }, (_, step) => ({
      specversion: '1.0',
      id: `crossing-${start + step}`,
      source: 'lane',
      type: 'portcullis.crossing',
      data: {
        purpose: 'border_control',
        traveller: travellerAt(start + step),
        journey: crossing()
      }
    }))
    const { status } = await desk('POST', '/v1/crossings', { events })
    if (status === 202) accepted.push(...events.map(({ id }) => id))
  }
  let at = from
  for (; at < from + posts * 40; at += 40) await post(at)
  // Killed while the consumer is busy with these and the next ones are on their way.
  const onTheirWay = [post(at), post(at + 40)].map(sent => sent.catch(() => undefined))
  await service.kill()
  await Promise.all(onTheirWay)
  return accepted
}

const lagOf = async (service: ServiceProcess) => {
  const { text } = await service.asRole('admin')('GET', '/metrics')
  return Number(/^portcullis_record_lag\{follower="crossings"\} (\d+)$/m.exec(text)?.[1])
}

test('screens every accepted crossing exactly once, and shows each hit once, however often it is killed', async () => {
  const folder = await tempFolder()
  const accepted: string[] = []
  for (const [round, posts] of [3, 5, 8].entries()) {
    const service = await startProcess(folder)
    if (round === 0) {
      const list = await makeList(service, 'wanted')
      for (const [at, person] of listed.entries()) okay(await list.put(`${at}`, entryOf(person)))
    }
    accepted.push(...(await crossUntilKilled(service, round * 10_000, posts)))
  }
  expect(accepted.length).toBeGreaterThanOrEqual(16 * 40)

  const last = await startProcess(folder)
  await until(async () => ((await lagOf(last)) === 0 ? true : undefined))
  const officer = last.asRole('officer', { agency: 'interior' })
  const { cases } = await until(async () => {
    const { body } = okay(await officer('GET', '/v1/cases'))
    return body.cases.length === listed.length ? body : undefined
  })
  expect(cases.map((one: { hits: unknown[] }) => one.hits.length)).toEqual([1, 1, 1])
  expect((await last.stop()).code).toBe(0)

  const { record, keys } = await openPlatform(folder)
  const ids = idsUnder(keys.idsKey)
  const screened = (await eventsOf(record, 'screenings')).map(({ event }) => event.data as Screened)
  const times = new Map<string, number>()
  for (const { id } of screened) times.set(id, (times.get(id) ?? 0) + 1)
  const wrong = accepted.filter(id => times.get(ids.screening('http/gate/lane', id)) !== 1)
  expect(wrong).toEqual([])
  const crossings = (await record.ends('crossings')).get(0)
  expect(screened).toHaveLength(crossings ?? 0)
  const audit = await run('src/cli/audit.ts', ['verify'], { DATA_DIR: folder })
  expect(audit).toMatchObject({ code: 0, out: expect.stringMatching(/^intact: /) })
})
