import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { inheritedEnvironment } from '#src/config.ts'
import { tempFolder } from '#test/helpers/temp-folder.ts'
import { until } from '#test/helpers/until.ts'
import { freePort } from '#test/servers/free-port.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const key = Buffer.alloc(32, 7).toString('base64')

test('a node that waits for Kafka ends when it is told to, and with 0', async () => {
  const port = await freePort()
  const nowhere = await freePort()
  const child = spawn(process.execPath, ['src/main.ts'], {
    cwd: root,
    env: inheritedEnvironment({
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: await tempFolder(),
      PLATFORM: 'distributed',
      KAFKA_BROKERS: `127.0.0.1:${nowhere}`,
      REDIS_URL: `redis://127.0.0.1:${nowhere}`,
      IDS_KEY: key,
      FIELD_KEY: key
    }),
    stdio: 'ignore'
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const ended = once(child, 'exit')
  const readiness = await until(() =>
    fetch(`http://127.0.0.1:${port}/readyz`).then(
      reply => reply.json(),
      () => undefined
    )
  )
  expect(readiness).toMatchObject({ ready: false, reason: 'connecting' })
  child.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
})
