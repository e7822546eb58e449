import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Webhook } from '#src/domain/webhook.ts'
import { loadWebhooks, ofNoDesk } from '#src/load-webhooks.ts'
import { caseRules } from '#test/helpers/case-rules.ts'
import { tempFolder } from '#test/helpers/temp-folder.ts'

const webhook = {
  agency: 'interior',
  desk: 'duty',
  url: 'https://agency.example/alerts',
  secrets: [`whsec_${Buffer.alloc(32, 1).toString('base64')}`]
}

const loading = async (content: unknown) => {
  const path = join(await tempFolder(), 'webhooks.json')
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
  return () => loadWebhooks(path)
}

test('are none without a file', () => {
  expect(loadWebhooks(undefined)).toEqual([])
})

test('are read as written', async () => {
  expect((await loading([webhook, { ...webhook, desk: 'night' }]))()).toHaveLength(2)
})

test.for([
  {
    content: [{ ...webhook, url: 'http://agency.example/alerts' }],
    names: 'url',
    why: 'alerts never travel in the clear'
  },
  {
    content: [{ ...webhook, secrets: ['whsec_short'] }],
    names: 'secrets',
    why: 'a secret that can be guessed'
  },
  { content: [{ ...webhook, secrets: [] }], names: 'secrets', why: 'nothing to sign with' },
  { content: [webhook, webhook], names: 'twice', why: 'one desk, two addresses' },
  { content: 'not json', names: 'JSON', why: 'no JSON' }
])('stop the start, and show no secret: $why', async ({ content, names }) => {
  const load = await loading(content)
  expect(load).toThrow(names)
  for (const secret of ['short', ...webhook.secrets]) expect(load).not.toThrow(secret)
})

test('are of no desk where the policy names none such; an agency without desks has one', () => {
  const rules = { ...caseRules, desks: { interior: [{ desk: 'night' }], navy: [] } }
  const of = (agency: string, desk: string): Webhook => ({ ...webhook, agency, desk })
  const lost = [of('interior', 'duty'), of('navy', 'night'), of('constructor', 'name')]
  const named = [of('interior', 'night'), of('navy', 'duty'), of('customs', 'duty')]
  expect(ofNoDesk([...lost, ...named], rules)).toEqual(lost)
})
