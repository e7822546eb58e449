import { pino } from 'pino'
import { test as base, describe, expect } from 'vitest'
import { buildContract } from '#src/build-contract.ts'
import type { TokenRequest } from '#src/cli/issue-token.ts'
import { type Role, roles } from '#src/domain/vocabulary.ts'
import { okay } from '#test/helpers/call.ts'
import { type Contract, contradiction, operationsOf, parametersIn } from '#test/helpers/contract.ts'
import { makeList } from '#test/helpers/list.ts'
import { passengerList } from '#test/helpers/passenger-list.ts'
import { startService, withService } from '#test/helpers/running-service.ts'
import { crossing, entryOf, someone, travellerOf } from '#test/helpers/someone.ts'

const makeContract = async () => (await buildContract(pino({ level: 'silent' }))) as Contract
const contract = await makeContract()
const operations = operationsOf(contract).map(one => ({
  ...one,
  address: one.path.replaceAll(/\{\w+\}/g, 'some')
}))
const isOpen = ({ operation }: (typeof operations)[number]) => operation.security?.length === 0

interface Kind {
  readonly expected: string
  readonly by?: Role
  readonly claims?: Partial<TokenRequest>
  readonly method: string
  readonly address: string
  readonly body?: unknown
  readonly headers?: Record<string, string>
}

const json = '200 application/json'
const lines = '200 application/x-ndjson'
const problem = (status: number) => `${status} application/problem+json`
const listed = someone('listed in the contract')
const question = {
  purpose: 'border_control',
  traveller: travellerOf(listed),
  journey: crossing()
}
const entries = '/v1/lists/declared/entries'
const inLines = { 'content-type': 'application/x-ndjson' }
const paxlst = { 'content-type': 'application/edifact' }
const asksForCusres = { ...paxlst, accept: 'application/edifact' }

/** A sample of each kind of reply. */
const kinds: readonly Kind[] = [
  { expected: json, method: 'GET', address: '/healthz' },
  { expected: json, method: 'GET', address: '/readyz' },
  { expected: '200 text/plain', by: 'admin', method: 'GET', address: '/metrics' },
  { expected: json, by: 'agency_editor', method: 'GET', address: '/v1/lists/declared' },
  { expected: problem(404), by: 'agency_editor', method: 'GET', address: '/v1/lists/none' },
  { expected: problem(400), by: 'agency_editor', method: 'GET', address: '/v1/lists/NONE' },
  { expected: problem(403), by: 'officer', method: 'GET', address: '/v1/lists/declared' },
  { expected: lines, by: 'agency_editor', method: 'GET', address: entries },
  {
    expected: lines,
    by: 'agency_editor',
    method: 'POST',
    address: `${entries}/batch`,
    body: '{}\n',
    headers: inLines
  },
  {
    expected: problem(409),
    by: 'agency_editor',
    method: 'PUT',
    address: `${entries}/one`,
    body: entryOf(listed)
  },
  { expected: json, by: 'checkpoint', method: 'POST', address: '/v1/screenings', body: question },
  {
    expected: problem(400),
    by: 'checkpoint',
    method: 'POST',
    address: '/v1/screenings',
    body: { ...question, travelers: [] }
  },
  {
    expected: problem(413),
    by: 'checkpoint',
    method: 'POST',
    address: '/v1/screenings',
    body: ' '.repeat(65 * 1024)
  },
  {
    expected: problem(503),
    by: 'checkpoint',
    claims: { purposes: ['visa'] },
    method: 'POST',
    address: '/v1/screenings',
    body: { ...question, purpose: 'visa' }
  },
  {
    expected: json,
    by: 'checkpoint',
    method: 'POST',
    address: '/v1/screenings/batch',
    body: { screenings: [question, {}] }
  },
  {
    expected: '202 application/json',
    by: 'checkpoint',
    method: 'POST',
    address: '/v1/crossings',
    body: {
      events: [
        {
          specversion: '1.0',
          id: 'declared',
          source: 'contract',
          type: 'portcullis.crossing',
          data: question
        }
      ]
    }
  },
  {
    expected: json,
    by: 'carrier',
    method: 'POST',
    address: '/v1/manifests',
    body: passengerList([listed]),
    headers: paxlst
  },
  {
    expected: '200 application/edifact',
    by: 'carrier',
    method: 'POST',
    address: '/v1/manifests',
    body: passengerList([listed]),
    headers: asksForCusres
  },
  {
    expected: problem(400),
    by: 'carrier',
    method: 'POST',
    address: '/v1/manifests',
    body: 'no interchange',
    headers: paxlst
  },
  {
    expected: '400 application/edifact',
    by: 'carrier',
    method: 'POST',
    address: '/v1/manifests',
    body: 'no interchange',
    headers: asksForCusres
  },
  { expected: json, by: 'officer', method: 'GET', address: '/v1/cases' },
  {
    expected: problem(400),
    by: 'officer',
    method: 'GET',
    address: '/v1/cases/stream',
    headers: { 'last-event-id': 'yesterday' }
  },
  {
    expected: problem(403),
    by: 'officer',
    claims: { agency: undefined },
    method: 'GET',
    address: '/v1/cases/stream'
  },
  {
    expected: '204 ',
    by: 'admin',
    method: 'POST',
    address: '/v1/tokens/revoke',
    body: { jti: 'declared' }
  }
]

const test = withService().extend('entry', { scope: 'file', auto: true }, async ({ service }) => {
  const list = await makeList(service, 'declared')
  return okay(await list.put('one', entryOf(listed)))
})

describe('the contract is whole', () => {
  base('each operation has an id of its own, and tags that are explained', () => {
    const ids = operations.map(({ operation }) => operation.operationId)
    expect(ids).toEqual([...new Set(ids)])
    const explained = contract.tags.map(({ name }) => name)
    expect(explained).toEqual(
      expect.arrayContaining(operations.flatMap(({ operation }) => operation.tags))
    )
  })

  base.for(operations)(
    'every parameter in the path of $method $path is described',
    ({ path, method, operation }) => {
      const { parameters = [], requestBody } = operation
      const inPath = parameters.filter(one => one.in === 'path').map(({ name }) => name)
      expect(inPath.toSorted()).toEqual([...parametersIn(path)].toSorted())
      expect(requestBody === undefined || ['POST', 'PUT'].includes(method)).toBe(true)
    }
  )

  base('every reference leads somewhere', () => {
    const references = [...JSON.stringify(contract).matchAll(/"\$ref":"#\/([^"]+)"/g)]
    const lost = references.filter(([, place = '']) => {
      const steps = place.split('/')
      return steps.reduce((at: unknown, step) => (at as never)?.[step], contract) === undefined
    })
    expect(references.length).toBeGreaterThan(0)
    expect(lost).toEqual([])
  })
})

describe('the contract says what is sent', () => {
  test.for(operations)('to nobody who asks $method $path', async (one, { service }) => {
    const { method, address } = one
    const reply = await service.as()(method, address)
    expect(reply.status === 401).toBe(!isOpen(one))
    expect(contradiction(contract, method, address, reply)).toBeUndefined()
  })

  test.for(operations.filter(({ operation }) => operation.requestBody))(
    'to who sends HTML to $method $path',
    async ({ method, address }, { service }) => {
      const anything = service.asRole(roles, { agency: 'interior' })
      const reply = await anything(method, address, '<html>', { 'content-type': 'text/html' })
      expect(reply.status).toBe(415)
      expect(contradiction(contract, method, address, reply)).toBeUndefined()
    }
  )

  test.for(kinds)('$expected in reply to $method $address', async (kind, { service }) => {
    const { by, method, address, body, headers, expected } = kind
    const caller = by ? service.asRole(by, { agency: 'interior', ...kind.claims }) : service.as()
    const reply = await caller(method, address, body, headers)
    expect(`${reply.status} ${reply.type.split(';')[0]}`).toBe(expected)
    expect(contradiction(contract, method, address, reply)).toBeUndefined()
  })

  test('in a live stream of cases', async ({ service }) => {
    const address = '/v1/cases/stream'
    const gone = new AbortController()
    const { status, headers } = await fetch(`${service.url}${address}`, {
      headers: { authorization: `Bearer ${service.token('officer', { agency: 'interior' })}` },
      signal: gone.signal
    })
    gone.abort()
    const type = headers.get('content-type') ?? ''
    expect(type).toMatch(/^text\/event-stream/)
    expect(
      contradiction(contract, 'GET', address, { status, type, body: undefined })
    ).toBeUndefined()
  })

  test('to a caller that comes too often', async ({ onTestFinished }) => {
    const service = await startService({ env: { RATE_LIMIT: '1' } })
    onTestFinished(() => service.close())
    const auditor = service.asRole('auditor')
    await auditor('GET', '/v1/lists')
    const reply = await auditor('GET', '/v1/lists')
    expect(reply.status).toBe(429)
    expect(contradiction(contract, 'GET', '/v1/lists', reply)).toBeUndefined()
  })
})
