import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { inheritedEnvironment } from '#src/config.ts'
import { run } from '#test/helpers/service-process.ts'
import { tempFolder } from '#test/helpers/temp-folder.ts'
import { until } from '#test/helpers/until.ts'
import { freePort } from '#test/servers/free-port.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const key = Buffer.alloc(32, 7).toString('base64')

const waiting = async () => {
  const nowhere = await freePort()
  return {
    HOST: '127.0.0.1',
    PORT: String(await freePort()),
    DATA_DIR: await tempFolder(),
    PLATFORM: 'distributed',
    KAFKA_BROKERS: `127.0.0.1:${nowhere}`,
    REDIS_URL: `redis://127.0.0.1:${nowhere}`,
    IDS_KEY: key,
    FIELD_KEY: key
  }
}

test('a node that waits for Kafka ends when it is told to, and with 0', async () => {
  const env = await waiting()
  const child = spawn(process.execPath, ['src/main.ts'], {
    cwd: root,
    env: inheritedEnvironment(env),
    stdio: 'ignore'
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const ended = once(child, 'exit')
  const readiness = await until(() =>
    fetch(`http://127.0.0.1:${env.PORT}/readyz`).then(
      reply => reply.json(),
      () => undefined
    )
  )
  expect(readiness).toMatchObject({ ready: false, reason: 'connecting' })
  child.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
})

test.for(['JWKS_FILE', 'OIDC_CLIENT_SECRET_FILE'])(
  'a node whose %s can not be read ends without waiting for Kafka',
  async name => {
    const { code, errors } = await run('src/main.ts', [], {
      ...(await waiting()),
      [name]: '/nowhere'
    })
    expect({ code, errors }).toEqual({
      code: 1,
      errors: `portcullis can not start: ${name} names a file that can not be read\n`
    })
  }
)
