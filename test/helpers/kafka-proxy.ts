import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** Stands between clients and a broker, and loses answers to produce requests as asked. */
export interface KafkaProxy {
  readonly port: number
  /** How many answers to produce requests have been lost. */
  readonly lost: () => number
  /** Passes everything on to this port from here on. */
  forwardTo(port: number): void
  close(): void
}

const produce = 0 // the protocol's number of the request

/** Loses the answer to each n-th produce request, after the broker has stored it, together with its connection. */
export const startKafkaProxy = async (isLost: (nth: number) => boolean): Promise<KafkaProxy> => {
  const sockets = new Set<Socket>()
  let target = 0
  let produced = 0
  let lost = 0
  const server = createServer(client => {
    const broker = connect(target, '127.0.0.1')
    const end = () => {
      client.destroy()
      broker.destroy()
    }
    for (const socket of [client, broker]) {
      sockets.add(socket)
      socket.on('error', end).on('close', end)
    }
    const doomed = new Set<number>()
    client.on(
      'data',
      eachFrame(frame => {
        if (frame.readInt16BE(4) === produce && isLost(++produced)) doomed.add(frame.readInt32BE(8))
        broker.write(frame)
      })
    )
    broker.on(
      'data',
      eachFrame(frame => {
        if (!doomed.has(frame.readInt32BE(4))) return void client.write(frame)
        lost++
        end()
      })
    )
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    lost: () => lost,
    forwardTo: port => {
      target = port
    },
    close: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
    }
  }
}

/** Cuts what comes into the protocol's frames: four bytes of length, then as many. */
const eachFrame = (take: (frame: Buffer) => void) => {
  let rest: Buffer = Buffer.alloc(0)
  return (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk])
    while (rest.length >= 4 && rest.length >= 4 + rest.readInt32BE(0)) {
      const end = 4 + rest.readInt32BE(0)
      take(rest.subarray(0, end))
      rest = rest.subarray(end)
    }
  }
}
