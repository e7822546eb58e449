import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { socketsWithin } from '#src/adapters/kafka/sockets.ts'

/** A server that takes connections and says nothing. */
const silentServer = async () => {
  const server = createServer(socket => socket.on('error', () => undefined))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { server, port: (server.address() as AddressInfo).port }
}

test('a socket that does not connect in time is closed', async () => {
  const { port } = await silentServer()
  let isConnected = false
  const onConnect = () => {
    isConnected = true
  }
  const socket = socketsWithin(50)({ host: '127.0.0.1', port, ssl: {}, onConnect })
  await once(socket, 'close')
  expect(isConnected).toBe(false)
})

test('one that has connected stays, however long nothing is said', async () => {
  const { server, port } = await silentServer()
  const connected = Promise.withResolvers<void>()
  const onConnect = () => connected.resolve()
  const host = '127.0.0.1'
  const make = socketsWithin(50)
  const socket = make({ host, port, ssl: undefined as never, onConnect })
  onTestFinished(() => void socket.destroy())
  await connected.promise
  // As long as another one had to connect.
  await once(make({ host, port, ssl: {}, onConnect }), 'close')
  expect(socket.destroyed).toBe(false)
  expect(server.listening).toBe(true)
})
