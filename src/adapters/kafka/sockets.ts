import { isIP, connect as open, type Socket } from 'node:net'
import { connect as openTls } from 'node:tls'
import type { ISocketFactory } from 'kafkajs'

/**
 * Sockets as kafkajs makes its own, closed where they have not connected within this time. kafkajs gives such a one up and
 * leaves it open: with brokers that answer nothing a node had two thousand of them after two minutes.
 */
export const socketsWithin =
  (connectMs: number): ISocketFactory =>
  ({ host, port, ssl, onConnect }) => {
    const name = isIP(host) ? {} : { servername: host }
    const socket: Socket = ssl
      ? openTls({ host, port, ...name, ...ssl }, onConnect)
      : open({ host, port }, onConnect)
    const timer = setTimeout(() => socket.destroy(), connectMs)
    const done = () => clearTimeout(timer)
    socket.once(ssl ? 'secureConnect' : 'connect', done).once('close', done)
    return socket.setKeepAlive(true, keepAliveMs)
  }

const keepAliveMs = 60_000
