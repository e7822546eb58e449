import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Metrics } from './metrics.ts'

export interface MetricsServerOptions {
  readonly host: string
  readonly port: number
  readonly metrics: Metrics
  /** Brings gauges up to date before they are read. */
  readonly refresh: () => Promise<void>
}

/** Serves the metrics on a port of their own, without a token: who can reach it must be decided by the network. */
export const openMetricsServer = async ({ host, port, metrics, refresh }: MetricsServerOptions) => {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end()
      return
    }
    refresh()
      .then(() => metrics.registry.metrics())
      .then(
        text => response.writeHead(200, { 'content-type': metrics.registry.contentType }).end(text),
        () => response.writeHead(500).end()
      )
  })
  await listen(server, host, port)
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}

const listen = (server: Server, host: string, port: number) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
