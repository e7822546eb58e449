import { describe, expect } from 'vitest'
import { okay } from '#test/helpers/call.ts'
import { makeList } from '#test/helpers/list.ts'
import { passengerList, sendManifest } from '#test/helpers/passenger-list.ts'
import { withService } from '#test/helpers/running-service.ts'
import { openEvents } from '#test/helpers/server-events.ts'
import { crossing } from '#test/helpers/someone.ts'
import { until } from '#test/helpers/until.ts'

const unreachable = {
  agency: 'interior',
  desk: 'duty',
  url: 'http://127.0.0.1:9/',
  secrets: [`whsec_${Buffer.alloc(32, 9).toString('base64')}`]
}
const test = withService({
  logLevel: 'debug',
  webhooks: [unreachable],
  deliveryPace: { timeoutMs: 1_000, firstPauseMs: 1, longestPauseMs: 1, attempts: 1 }
})

const personal = {
  family: 'ZEITGEIST',
  given: 'QUENTINA',
  birthDate: '1961-07-23',
  number: 'ZQ9876543',
  birthPlace: 'XANTENBURG',
  reason: 'WRITTEN-BY-AN-OFFICER',
  remarks: 'SEEN-AT-THE-HARBOUR'
}
const { family, given, birthDate, number, birthPlace, reason, remarks } = personal
const traveller = {
  names: [{ family, given }],
  birthDate,
  birthPlace,
  documents: [{ type: 'P', number, issuer: 'UTO' }]
}
const mrz = `P<UTO${family}<<${given}`.padEnd(44, '<')
const entry = {
  revision: 1,
  kind: 'person',
  names: [{ family, given }],
  birthDates: [birthDate],
  birthPlaces: [birthPlace],
  documents: [{ number }],
  remarks
}
const question = (more: object = {}) => ({
  purpose: 'border_control',
  traveller,
  journey: crossing(),
  ...more
})
const event = (id: string, data: object) => ({
  specversion: '1.0',
  id,
  source: 'lane',
  type: 'portcullis.crossing',
  data: { purpose: 'border_control', traveller, journey: crossing(), ...data }
})

/** What of it stands in a text. */
const personalIn = (text: string) =>
  Object.entries(personal).flatMap(([what, value]) => (text.includes(value) ? [what] : []))

describe('a run through every route, with what goes well and what fails', () => {
  test('leaves no name, date or number in the log, in the metrics or in a refusal', async ({
    service
  }) => {
    const list = await makeList(service, 'private', { agency: 'interior' })
    const all = service.asRole(
      ['checkpoint', 'officer', 'agency_editor', 'supervisor', 'auditor', 'admin'],
      { agency: 'interior', sub: 'everybody' }
    )
    okay(await list.put('1', entry))
    const { caseId } = okay(await all('POST', '/v1/screenings', question({ id: 'evt-1' }))).body
    okay(
      await all('POST', '/v1/screenings/batch', {
        screenings: [question(), question({ purpose: 'visa' })]
      })
    )
    okay(
      await all('POST', '/v1/crossings', {
        events: [
          event('c-1', {}),
          event('c-2', { traveller: { ...traveller, birthDate: '2999-01-01' } })
        ]
      })
    )
    await until(async () =>
      (await all('GET', `/v1/cases/${caseId}`)).status === 200 ? true : undefined
    )
    okay(await all('GET', '/v1/cases'))
    okay(
      await all('POST', `/v1/cases/${caseId}/actions`, {
        action: 'note',
        revision: (await all('GET', `/v1/cases/${caseId}`)).body.revision,
        reason
      })
    )
    okay(await all('GET', '/v1/lists'))
    okay(await all('GET', '/v1/lists/private'))
    okay(await all('GET', '/v1/lists/private/entries'))
    okay(await all('GET', '/v1/lists/private/entries/1'))
    okay(await list.batch([{ op: 'put', entry: { ...entry, id: '2' } }]))
    const stream = await openEvents(
      `${service.url}/v1/cases/stream`,
      service.token('officer', { agency: 'interior' }),
      '0'
    )
    await stream.next()
    stream.close()

    const onBoard = passengerList([{ family, given, birthDate, number }])
    const sent = okay(await sendManifest(all, onBoard))
    okay(await all('GET', `/v1/manifests/${sent.body.manifestId}`))
    const accept = 'application/edifact'
    const toCarrier = okay(await sendManifest(all, onBoard, { accept }))

    const lines = { 'content-type': 'application/x-ndjson' }
    const refusals = [
      await all(
        'POST',
        '/v1/screenings',
        question({ id: 'evt-1', traveller: { ...traveller, sex: 'F' } })
      ),
      await all(
        'POST',
        '/v1/screenings',
        question({ traveller: { ...traveller, birthDate: `${birthDate}T` } })
      ),
      await all('POST', '/v1/screenings', question({ traveller: { ...traveller, sex: given } })),
      await all('POST', '/v1/screenings', question({ traveller: family })),
      await all('POST', '/v1/screenings', question({ traveller: { mrz } })),
      await all('POST', '/v1/screenings', question({ journey: { kind: family } })),
      await all('POST', '/v1/screenings', `{"traveller": "${family}" ${given}}`),
      await all('POST', '/v1/screenings', `${family} ${given}`, { 'content-type': 'text/plain' }),
      await all('POST', '/v1/screenings', question({ purpose: 'visa' })),
      await service.as(`${family}.${given}.${number}`)('POST', '/v1/screenings', question()),
      await service.as()('POST', '/v1/screenings', question()),
      await all('POST', '/v1/screenings/batch', {
        screenings: [question({ traveller: { names: family } }), family]
      }),
      await all('POST', '/v1/crossings', { events: [event('c-3', { purpose: family })] }),
      await list.put('1', entry),
      await list.put('3', { ...entry, names: [{ full: family, quality: given }] }),
      await list.put('3', { ...entry, birthDates: [{ from: birthDate, to: '1900' }] }),
      await list.batch(
        [{ op: 'put', entry: { ...entry, id: family, kind: given } }, `{ "op": "${family}`].slice(1)
      ),
      await all('POST', '/v1/lists/private/entries/batch', entry, {
        'content-type': 'application/json'
      }),
      await all('POST', '/v1/lists/elsewhere/entries/batch', family, lines),
      await all('POST', `/v1/cases/${caseId}/actions`, { action: 'close', revision: 1, reason }),
      await all('POST', '/v1/cases/nowhere/actions', { action: 'note', revision: 1, reason }),
      await all('POST', `/v1/cases/${caseId}/actions`, { action: reason, revision: reason }),
      sent,
      toCarrier,
      await sendManifest(all, onBoard.replace('PAXLST', number)),
      await sendManifest(all, onBoard.replace('PAXLST', number), { accept }),
      await sendManifest(all, onBoard.replace(birthDate.slice(2, 4), family)),
      await sendManifest(all, { sender: family, persons: [{ names: [{ famly: family }] }] }),
      await all('GET', `/v1/manifests/${family}`),
      await all('GET', `/v1/cases?cursor=${family}`),
      await all('GET', `/v1/cases?state=${family}`)
    ]
    expect(refusals.map(({ text }) => personalIn(text)).filter(found => found.length > 0)).toEqual(
      []
    )

    const failed = await until(async () => {
      const { text } = okay(await all('GET', '/v1/alerts/failed'))
      return text.includes(caseId) ? text : undefined
    })
    expect(personalIn(failed)).toEqual([])
    okay(await all('GET', '/v1/exclusions'))
    const { text: metrics } = okay(await all('GET', '/metrics'))
    expect(personalIn(metrics)).toEqual([])
    await service.stop()
    const log = service.log()
    expect(log).toContain('message dead-lettered')
    expect(log).toContain('alert could not be delivered')
    expect(personalIn(log)).toEqual([])
    expect(log).not.toMatch(/eyJ[\w-]+\.eyJ/)
  })
})
