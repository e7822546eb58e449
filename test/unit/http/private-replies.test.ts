import { describe, expect } from 'vitest'
import { withService } from '#test/helpers/running-service.ts'

const test = withService()

describe('a reply', () => {
  test.for([
    { path: '/v1/cases', status: 200, why: 'of persons' },
    { path: '/v1/cases/none', status: 404, why: 'that refuses' },
    { path: '/v1/none', status: 404, why: 'of no route' },
    { path: '/v1/session', status: 200, why: 'about the caller' }
  ])('$why is kept by no browser and no proxy', async ({ path, status }, { service }) => {
    const reply = await service.asRole('officer', { agency: 'interior' })('GET', path)
    expect(reply.status).toBe(status)
    expect(reply.headers.get('cache-control')).toBe('no-store')
    expect(reply.headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('that is a live stream is kept by none either', async ({ service }) => {
    const leave = new AbortController()
    const { headers, status } = await fetch(`${service.url}/v1/cases/stream`, {
      headers: {
        authorization: `Bearer ${service.token('officer', { agency: 'interior' })}`,
        accept: 'text/event-stream'
      },
      signal: leave.signal
    })
    leave.abort()
    expect(status).toBe(200)
    expect(headers.get('cache-control')).toBe('no-store')
  })
})
