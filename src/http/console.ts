import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { admitAnyone } from './auth.ts'

/** The built console: files by their path, small enough to be held in memory. */
export type ConsoleFiles = ReadonlyMap<string, Buffer>

/** Reads what `npm run build` made; empty when it has not been run. */
export const readConsole = async (folder: string): Promise<ConsoleFiles> => {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = await Promise.all(
    found
      .filter(file => file.isFile())
      .map(async ({ parentPath, name }) => {
        const path = join(parentPath, name)
        const address = path.slice(folder.length).replaceAll('\\', '/')
        return [address, await readFile(path)] as const
      })
  )
  return new Map(files)
}

/** Addresses of the console's own pages: each is the same document, which shows what its address says. */
const pages = [
  '/',
  '/cases/:id',
  '/search',
  '/exclusions',
  '/alerts',
  '/lists',
  '/lists/:list',
  '/overview'
]

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'"
].join('; ')

const types: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml'
}

/** The officers' console: nothing in it is secret; what it shows comes from the routes of the API. */
export const consoleRoutes: FastifyPluginAsync<{ readonly files: ConsoleFiles }> = async (
  app,
  { files }
) => {
  const zipped = new Map([...files].map(([address, body]) => [address, gzipSync(body)]))

  const send = (request: FastifyRequest, reply: FastifyReply, address: string) => {
    const isZipped = /\bgzip\b/.test(String(request.headers['accept-encoding']))
    const isHashed = address.startsWith('/assets/')
    if (isZipped) reply.header('content-encoding', 'gzip')
    return reply
      .type(types[extname(address)] ?? 'application/octet-stream')
      .headers({
        'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
        'content-security-policy': policy,
        'cross-origin-opener-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        vary: 'accept-encoding'
      })
      .send((isZipped ? zipped : files).get(address))
  }

  const served = { onRequest: admitAnyone(), schema: { hide: true }, logLevel: 'warn' } as const
  for (const page of pages) {
    app.get(page, served, async (request, reply) =>
      files.has('/index.html')
        ? send(request, reply, '/index.html')
        : reply.status(503).type('text/plain').send(notBuilt)
    )
  }
  for (const address of files.keys()) {
    app.get(address, served, async (request, reply) => send(request, reply, address))
  }
}

const notBuilt = 'The console is not built: run "npm run build", then start the service again.\n'
