import { expect, onTestFinished, test } from 'vitest'
import { startDemoProvider } from '#src/cli/demo-provider.ts'
import { openBrowserSession } from '#test/helpers/browser-session.ts'
import { startService } from '#test/helpers/running-service.ts'

test('with the provider gone nobody signs in, sessions go on, and its return is enough', async () => {
  const first = await startDemoProvider()
  const port = Number(new URL(first.issuer).port)
  const service = await startService({
    config: { oidcIssuer: first.issuer, oidcClientId: 'portcullis' }
  })
  onTestFinished(() => service.close())
  await first.close()

  const early = openBrowserSession(service.url)
  const refused = await early.visit('/auth/sign-in')
  expect(refused.headers.get('location')).toBe('/?sign-in=unavailable')
  expect((await early.visit('/healthz')).status).toBe(200)

  const second = await startDemoProvider({ port })
  const officer = openBrowserSession(service.url)
  await officer.signIn('officer')
  await second.close()
  expect((await officer.visit('/v1/session')).status).toBe(200)
  const asked = await early.visit('/auth/sign-in')
  const back = await early.visit('/auth/callback?code=x&state=y')
  expect(asked.status).toBe(302)
  expect(back.headers.get('location')).toBe('/?sign-in=failed')
})

test('without a provider configured, signing in says so', async () => {
  const service = await startService()
  onTestFinished(() => service.close())
  const reply = await openBrowserSession(service.url).visit('/auth/sign-in')
  expect(reply.headers.get('location')).toBe('/?sign-in=not-configured')
})
