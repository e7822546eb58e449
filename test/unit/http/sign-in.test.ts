import { test as base, describe, expect } from 'vitest'
import { type DemoPerson, startDemoProvider } from '#src/cli/demo-provider.ts'
import { openBrowserSession } from '#test/helpers/browser-session.ts'
import { startService } from '#test/helpers/running-service.ts'

const purposes = ['border_control']
const people: readonly DemoPerson[] = [
  { sub: 'olga', name: 'Olga', roles: ['officer'], agency: 'interior', purposes },
  { sub: 'nobody', name: 'Nobody', roles: [], agency: 'interior', purposes }
]

const test = base
  .extend('persons', { scope: 'file' }, () => people)
  .extend('provider', { scope: 'file' }, async ({ persons }, { onCleanup }) => {
    const provider = await startDemoProvider({ persons })
    onCleanup(() => provider.close())
    return provider
  })
  .extend('service', { scope: 'file' }, async ({ provider }, { onCleanup }) => {
    const service = await startService({
      config: { oidcIssuer: provider.issuer, oidcClientId: 'portcullis' }
    })
    onCleanup(() => service.close())
    return service
  })
  .extend('browser', ({ service }) => openBrowserSession(service.url))

describe('signing in', () => {
  test('leads through the provider to a session that the API accepts', async ({ browser }) => {
    const done = await browser.signIn('olga')
    expect(done.headers.get('location')).toBe('/')
    const session = await browser.visit('/v1/session')
    expect(await session.json()).toMatchObject({
      sub: 'olga',
      name: 'Olga',
      agency: 'interior',
      roles: ['officer'],
      purposes
    })
    expect((await browser.visit('/v1/cases')).status).toBe(200)
  })

  test('keeps the session from scripts and other sites, and no token in it', async ({
    browser
  }) => {
    const done = await browser.signIn('olga')
    const [cookie] = done.headers.getSetCookie().filter(set => set.includes('-session='))
    expect(cookie).toMatch(/; HttpOnly; SameSite=Strict; Max-Age=\d+$/)
    const [header] = (browser.jar.get('portcullis-session') ?? '').split('.')
    expect(JSON.parse(Buffer.from(header ?? '', 'base64url').toString())).toEqual({
      alg: 'dir',
      enc: 'A256GCM'
    })
  })

  test('gives the session the rights of its roles, and no more', async ({ browser }) => {
    await browser.signIn('olga')
    expect((await browser.visit('/metrics')).status).toBe(403)
  })

  test('refuses somebody whom the provider gives no role', async ({ browser }) => {
    const done = await browser.signIn('nobody')
    expect(done.headers.get('location')).toBe('/?sign-in=no-role')
    expect((await browser.visit('/v1/session')).status).toBe(401)
  })

  test('refuses a code that another browser asked for', async ({ browser, service }) => {
    const other = openBrowserSession(service.url)
    const asked = (await other.visit('/auth/sign-in')).headers.get('location') ?? ''
    const back = await fetch(`${asked}&person=olga`, { redirect: 'manual' })
    const stolen = new URL(back.headers.get('location') ?? '')
    await browser.visit('/auth/sign-in')
    const done = await browser.visit(`${stolen.pathname}${stolen.search}`)
    expect(done.headers.get('location')).toBe('/?sign-in=failed')
    expect((await browser.visit('/v1/session')).status).toBe(401)
  })

  test('ends with the session on signing out', async ({ browser, service }) => {
    await browser.signIn('olga')
    const headers = { origin: service.url, 'x-portcullis-console': '1' }
    expect((await browser.visit('/auth/sign-out', { method: 'POST', headers })).status).toBe(204)
    expect((await browser.visit('/v1/session')).status).toBe(401)
  })
})

describe('a request that changes something', () => {
  const body = JSON.stringify({ action: 'acknowledge', revision: 1 })
  const own = { 'x-portcullis-console': '1', 'content-type': 'application/json' }

  test.for([
    { why: 'it comes from another site', more: { origin: 'https://elsewhere.example' } },
    { why: 'it does not say where it comes from', more: {} }
  ])('is refused with a session when $why', async ({ more }, { browser }) => {
    await browser.signIn('olga')
    const headers = { ...own, ...more }
    const reply = await browser.visit('/v1/cases/none/actions', { method: 'POST', headers, body })
    expect(reply.status).toBe(403)
  })

  test('is refused with a session when the console’s header is missing', async ({
    browser,
    service
  }) => {
    await browser.signIn('olga')
    const headers = { origin: service.url, 'content-type': 'application/json' }
    const reply = await browser.visit('/v1/cases/none/actions', { method: 'POST', headers, body })
    expect(reply.status).toBe(403)
  })

  test('is taken from the console’s own pages', async ({ browser, service }) => {
    await browser.signIn('olga')
    const headers = { ...own, origin: service.url }
    const reply = await browser.visit('/v1/cases/none/actions', { method: 'POST', headers, body })
    expect(reply.status).toBe(404)
  })
})
