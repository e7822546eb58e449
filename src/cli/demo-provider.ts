import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { Role } from '../domain/vocabulary.ts'

/** A person of the demo: signs in by a click, has no password and no rights anywhere else. */
export interface DemoPerson {
  readonly sub: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly agency: string
  readonly purposes: readonly string[]
}

/** A provider that is running. */
export interface DemoProvider {
  readonly issuer: string
  close(): Promise<void>
}

const purposes = ['border_control', 'law_enforcement']

/** Who can sign in to the demo. */
export const demoPersons: readonly DemoPerson[] = [
  { sub: 'officer', name: 'Ona Officer', roles: ['officer'], agency: 'interior', purposes },
  {
    sub: 'supervisor',
    name: 'Sem Supervisor',
    roles: ['supervisor'],
    agency: 'interior',
    purposes
  },
  { sub: 'editor', name: 'Edda Editor', roles: ['agency_editor'], agency: 'interior', purposes },
  { sub: 'customs-officer', name: 'Cas Customs', roles: ['officer'], agency: 'customs', purposes }
]

/** An OpenID Connect provider on loopback for the demo and for tests: the code flow with PKCE, a page with a button for each person. */
export const startDemoProvider = async ({
  persons = demoPersons,
  port = 0,
  sessionSeconds = 8 * 3_600
} = {}): Promise<DemoProvider> => {
  const { publicKey, privateKey } = await generateKeyPair('ES256')
  const jwk = { ...(await exportJWK(publicKey)), kid: 'demo', use: 'sig', alg: 'ES256' }
  const codes = new Map<string, { person: DemoPerson; asked: URLSearchParams }>()
  let issuer = ''

  const idToken = ({ sub, ...said }: DemoPerson, asked: URLSearchParams) =>
    new SignJWT({ ...said, nonce: asked.get('nonce') })
      .setProtectedHeader({ alg: 'ES256', kid: 'demo' })
      .setSubject(sub)
      .setIssuer(issuer)
      .setAudience(asked.get('client_id') ?? '')
      .setIssuedAt()
      .setExpirationTime(`${sessionSeconds}s`)
      .sign(privateKey)

  const routes: { [path: string]: (url: URL, request: IncomingMessage) => Promise<Answer> } = {
    '/.well-known/openid-configuration': async () => json(200, discovery(issuer)),
    '/keys': async () => json(200, { keys: [jwk] }),
    '/authorize': async ({ searchParams }) => {
      const back = new URL(searchParams.get('redirect_uri') ?? '')
      if (!isLoopback(back.hostname)) return json(400, { error: 'invalid_request' })
      const person = persons.find(({ sub }) => sub === searchParams.get('person'))
      if (!person) return { status: 200, type: 'text/html', body: page(persons, searchParams) }
      const code = randomUUID()
      codes.set(code, { person, asked: searchParams })
      back.searchParams.set('code', code)
      back.searchParams.set('state', searchParams.get('state') ?? '')
      return { status: 303, type: 'text/plain', body: '', location: back.href }
    },
    '/token': async (_url, request) => {
      const form = new URLSearchParams(await bodyOf(request))
      const given = codes.get(form.get('code') ?? '')
      codes.delete(form.get('code') ?? '')
      const challenge = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url')
      if (given?.asked.get('code_challenge') !== challenge) {
        return json(400, { error: 'invalid_grant' })
      }
      return json(200, {
        access_token: randomUUID(),
        token_type: 'Bearer',
        expires_in: sessionSeconds,
        id_token: await idToken(given.person, given.asked)
      })
    }
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', issuer)
    const route = routes[url.pathname] ?? (async () => json(404, { error: 'not_found' }))
    route(url, request).then(
      answer => send(response, answer),
      () => send(response, json(400, { error: 'invalid_request' }))
    )
  })
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    issuer,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}

interface Answer {
  readonly status: number
  readonly type: string
  readonly body: string
  readonly location?: string
}

const json = (status: number, body: object): Answer => ({
  status,
  type: 'application/json',
  body: JSON.stringify(body)
})

const send = (response: ServerResponse, { status, type, body, location }: Answer) => {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    ...(location && { location })
  })
  response.end(body)
}

const discovery = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/keys`,
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['ES256'],
  code_challenge_methods_supported: ['S256'],
  token_endpoint_auth_methods_supported: ['none']
})

const isLoopback = (host: string) => host === '127.0.0.1' || host === 'localhost'

const bodyOf = async (request: IncomingMessage) => {
  let body = ''
  for await (const chunk of request) body += chunk
  return body
}

const page = (persons: readonly DemoPerson[], asked: URLSearchParams) => {
  const button = ({ sub, name, roles, agency }: DemoPerson) => {
    const query = new URLSearchParams([...asked, ['person', sub]])
    return `<p><a href="/authorize?${escaped(query.toString())}">${name}</a> ${roles.join(', ')} of ${agency}</p>`
  }
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Demo sign-in</title>
<style>body{font:1.1rem system-ui;max-width:32rem;margin:4rem auto;padding:0 1rem;color-scheme:light dark}</style>
<h1>Who are you in this demo?</h1>${persons.map(button).join('')}
<p>Invented people; no password. Real deployments name their own provider.</p>`
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
