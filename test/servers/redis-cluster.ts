import { setTimeout as pause } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { freePort } from './free-port.ts'
import { type RedisServer, startRedis } from './redis.ts'

const slots = 16_384

/**
 * A cluster of so many servers without replicas, each with its share of the slots; one alone holds its clients to a cluster's
 * rules too. Gives the first; its end is that of all. More arguments as on a server's command line.
 */
export const startCluster = async (
  count = 1,
  args: readonly string[] = [],
  connect = (port: number) => new Redis(port)
): Promise<RedisServer & { readonly ports: readonly number[] }> => {
  const servers = await Promise.all(Array.from({ length: count }, () => startMember(args)))
  const [first] = servers
  if (!first) throw new Error('a cluster has one server at least')
  const ports = servers.map(({ port }) => port)
  const members = ports.map(connect)
  for (const [at, member] of members.entries()) {
    const from = Math.floor((slots * at) / count)
    await member.cluster('ADDSLOTSRANGE', from, Math.floor((slots * (at + 1)) / count) - 1)
    await member.call('CLUSTER', 'SET-CONFIG-EPOCH', at + 1)
  }
  for (const { port, busPort } of servers) {
    await members[0]?.call('CLUSTER', 'MEET', '127.0.0.1', port, busPort)
  }
  for (const member of members) {
    const isWhole = (info: string) =>
      info.includes('cluster_state:ok') && info.includes(`cluster_known_nodes:${count}\r`)
    while (!isWhole(await member.cluster('INFO'))) await pause(10)
    member.disconnect()
  }
  const stop = async () => {
    for (const server of servers) await server.stop()
  }
  return { ...first, ports, stop }
}

const startMember = async (args: readonly string[]) => {
  const busPort = await freePort()
  const server = await startRedis([
    ...['--cluster-enabled', 'yes', '--cluster-port', String(busPort)],
    ...['--cluster-announce-ip', '127.0.0.1'],
    ...args
  ])
  return { ...server, busPort }
}
