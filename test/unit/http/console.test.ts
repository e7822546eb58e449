import Fastify from 'fastify'
import { describe, expect, test } from 'vitest'
import { consoleRoutes, readConsole } from '#src/http/console.ts'

const serve = async (files: Map<string, Buffer>) => {
  const app = Fastify()
  await app.register(consoleRoutes, { files })
  return app
}

const built = new Map([
  ['/index.html', Buffer.from('<title>console</title>')],
  ['/assets/index-1a2b.js', Buffer.from('1')]
])

describe('the console', () => {
  test.for(['/', '/cases/abc', '/search', '/lists', '/lists/wanted', '/overview'])(
    'is served at %s, never cached, and may load nothing from elsewhere',
    async address => {
      const app = await serve(built)
      const reply = await app.inject(address)
      expect(reply.body).toBe('<title>console</title>')
      expect(reply.headers['cache-control']).toBe('no-cache')
      expect(reply.headers['content-security-policy']).toContain("default-src 'none'")
      expect(reply.headers['content-security-policy']).not.toMatch(/unsafe|https?:/)
    }
  )

  test('lets browsers keep what carries a digest in its name', async () => {
    const app = await serve(built)
    const reply = await app.inject('/assets/index-1a2b.js')
    expect(reply.headers['cache-control']).toContain('immutable')
    expect(reply.headers['content-type']).toContain('text/javascript')
  })

  test('serves no file that the build did not make', async () => {
    const app = await serve(built)
    expect((await app.inject('/assets/..%2fpackage.json')).statusCode).toBe(404)
  })

  test('says how it is built when it is not', async () => {
    const app = await serve(new Map(await readConsole('no/such/folder')))
    const reply = await app.inject('/')
    expect(reply.statusCode).toBe(503)
    expect(reply.body).toContain('npm run build')
  })
})
