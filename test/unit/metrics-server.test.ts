import { expect, test } from 'vitest'
import { createMetrics } from '#src/metrics.ts'
import { openMetricsServer } from '#src/metrics-server.ts'
import { callerOf } from '#test/helpers/call.ts'

const open = async (refresh: () => Promise<void> = async () => undefined) => {
  const metrics = createMetrics()
  const server = await openMetricsServer({ host: '127.0.0.1', port: 0, metrics, refresh })
  return { server, metrics, call: callerOf(`http://127.0.0.1:${server.port}`, undefined) }
}

test('shows the metrics on a port of their own, brought up to date, and nothing else', async () => {
  const { server, metrics, call } = await open(async () => metrics.listEntries.set(7))
  const { status, type, text } = await call('GET', '/metrics')
  expect(status).toBe(200)
  expect(type).toMatch(/^text\/plain/)
  expect(text).toMatch(/^portcullis_list_entries 7$/m)
  expect((await call('GET', '/v1/cases')).status).toBe(404)
  expect((await call('POST', '/metrics', {})).status).toBe(404)
  await server.close()
})

test('says that it can’t when the gauges can’t be read', async () => {
  const { server, call } = await open(() => Promise.reject(new Error('disk')))
  const { status, text } = await call('GET', '/metrics')
  expect([status, text]).toEqual([500, ''])
  await server.close()
})

test('does not start on a port that is taken', async () => {
  const { server, metrics } = await open()
  const options = { host: '127.0.0.1', port: server.port, metrics, refresh: async () => undefined }
  await expect(openMetricsServer(options)).rejects.toThrow('EADDRINUSE')
  await server.close()
})
