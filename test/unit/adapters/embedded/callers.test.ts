import { appendFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { embeddedCallers } from '#src/adapters/embedded/callers.ts'
import { tempFolder } from '#test/helpers/temp-folder.ts'

const until = 4_102_444_800_000

describe('a revocation that a full disk has cut off', () => {
  const cutOff = async () => {
    const file = join(await tempFolder(), 'revoked-tokens.jsonl')
    const callers = embeddedCallers(file)
    await callers.revoke('before', until)
    const whole = await readFile(file, 'utf8')
    await callers.revoke('repeated', until)
    const cut = (await readFile(file, 'utf8')).slice(whole.length, -8)
    return { whole, cut, file: join(await tempFolder(), 'revoked-tokens.jsonl') }
  }

  test('takes no other with it, and holds once it is repeated', async () => {
    const { whole, cut, file } = await cutOff()
    await appendFile(file, whole + cut)
    const callers = embeddedCallers(file)
    expect((await callers.revoked()).tokens).toEqual(new Map([['before', until]]))
    await callers.revoke('repeated', until)
    await callers.revoke('after', until)
    const known = ['before', 'repeated', 'after'].map(tokenId => [tokenId, until] as const)
    expect((await callers.revoked()).tokens).toEqual(new Map(known))
  })

  test('takes no line of ours for another, whatever a token is called', async () => {
    const file = join(await tempFolder(), 'revoked-tokens.jsonl')
    const callers = embeddedCallers(file)
    const names = ['{"tokenId":"a","until":1}', 'line\nbreak', '"', '{"tokenId":']
    for (const name of names) await callers.revoke(name, until)
    expect([...(await callers.revoked()).tokens.keys()]).toEqual(names)
  })
})
