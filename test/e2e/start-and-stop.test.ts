import { describe, expect, test } from 'vitest'
import { callerOf, okay } from '#test/helpers/call.ts'
import { openEvents } from '#test/helpers/server-events.ts'
import { run, startProcess } from '#test/helpers/service-process.ts'
import { crossing, entryOf, someone, travellerOf } from '#test/helpers/someone.ts'
import { tempFolder } from '#test/helpers/temp-folder.ts'

const person = someone('from start to stop')

describe('a service', () => {
  test('starts on an empty folder, works with tokens of the command line, and stops when told to', async () => {
    const folder = await tempFolder()
    const service = await startProcess(folder)
    const token = async (...args: readonly string[]) => {
      const { code, out } = await run('src/cli/token.ts', args, { DATA_DIR: folder })
      expect(code).toBe(0)
      return out.trim()
    }
    const editor = callerOf(
      service.url,
      await token('--role', 'agency_editor', '--agency', 'interior')
    )
    const config = { agency: 'interior', title: 'Wanted', purposes: ['border_control'] }
    okay(await editor('PUT', '/v1/lists/wanted', config))
    okay(await editor('PUT', '/v1/lists/wanted/entries/1', entryOf(person)))
    const desk = callerOf(service.url, await token('--role', 'checkpoint', '--agency', 'border'))
    const question = {
      purpose: 'border_control',
      traveller: travellerOf(person),
      journey: crossing()
    }
    const { body } = okay(await desk('POST', '/v1/screenings', question))
    expect(body).toMatchObject({ decision: 'refer', hits: [{ list: 'wanted', entryId: '1' }] })

    // An open stream must not keep it from stopping.
    const officer = await token('--role', 'officer', '--agency', 'interior')
    const stream = await openEvents(`${service.url}/v1/cases/stream`, officer, '0')
    await stream.next()
    const { code, out, errors } = await service.stop()
    expect(code).toBe(0)
    expect(out).toBe('')
    expect(errors).not.toMatch(/"level":(50|60)/)
  })

  test('holds everything after a stop and a start', async () => {
    const folder = await tempFolder()
    const first = await startProcess(folder)
    const editor = first.asRole('agency_editor', { agency: 'interior' })
    const config = { agency: 'interior', title: 'Wanted', purposes: ['border_control'] }
    okay(await editor('PUT', '/v1/lists/wanted', config))
    okay(await editor('PUT', '/v1/lists/wanted/entries/1', entryOf(person)))
    const question = {
      id: 'evt-1',
      purpose: 'border_control',
      traveller: travellerOf(person),
      journey: crossing()
    }
    const desk = { agency: 'border', sub: 'desk' }
    const before = okay(await first.asRole('checkpoint', desk)('POST', '/v1/screenings', question))
    await first.stop()
    const second = await startProcess(folder)
    const after = okay(await second.asRole('checkpoint', desk)('POST', '/v1/screenings', question))
    expect(after.body).toEqual(before.body)
    const officer = second.asRole('officer', { agency: 'interior' })
    const { body } = okay(await officer('GET', `/v1/cases/${before.body.caseId}`))
    expect(body.hits).toHaveLength(1)
    expect((await second.stop()).code).toBe(0)
  })

  test('does not start on a folder that another one uses', async () => {
    const folder = await tempFolder()
    await startProcess(folder)
    const { code, errors } = await run('src/main.ts', [], { DATA_DIR: folder })
    expect(code).toBe(1)
    expect(errors).toContain('another service already uses')
  })
})

describe('a configuration that is wrong', () => {
  test('stops the start, with every problem named and no value shown', async () => {
    const { code, out, errors } = await run('src/main.ts', [], {
      DATA_DIR: await tempFolder(),
      HOST: '0.0.0.0',
      PORT: 'PRIVATE',
      LOG_LEVEL: 'PRIVATE',
      FIELD_KEY: 'PRIVATE'
    })
    expect(code).toBe(1)
    expect(out).toBe('')
    for (const name of ['HOST', 'PORT', 'LOG_LEVEL', 'FIELD_KEY']) expect(errors).toContain(name)
    expect(errors).not.toContain('PRIVATE')
  })

  test('stops the start when the policy is not there', async () => {
    const env = { DATA_DIR: await tempFolder(), POLICY: 'config/no-such-policy.json' }
    const { code, errors } = await run('src/main.ts', [], env)
    expect(code).toBe(1)
    expect(errors).toContain('POLICY')
  })
})
