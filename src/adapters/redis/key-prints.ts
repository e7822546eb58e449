import { createHmac } from 'node:crypto'
import type { RedisClients } from './clients.ts'
import { asked } from './unavailable.ts'

/** The names of those secrets that are others than the view was first used with; whoever comes first notes what tells them apart. */
export const otherSecrets = async (
  { commands, key }: RedisClients,
  given: Readonly<Record<string, Uint8Array>>
): Promise<readonly string[]> => {
  const prints = key('keys', 'prints')
  const own = Object.entries(given).map(([name, secret]) => [name, printOf(name, secret)] as const)
  for (const [name, print] of own) {
    // A server that takes no writes at the moment keeps nobody from starting.
    await commands.hsetnx(prints, name, print).catch(() => undefined)
  }
  const kept = await asked(commands.hgetall(prints))
  return own.flatMap(([name, print]) => ((kept[name] ?? print) === print ? [] : [name]))
}

const printOf = (name: string, secret: Uint8Array) =>
  createHmac('sha256', secret).update(`portcullis ${name}`).digest('base64url')
