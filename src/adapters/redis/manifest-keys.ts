import type { RedisClients } from './clients.ts'

/** The keys of manifests: all in one place, so that a function may touch them together. */
export const manifestKeys = ({ key }: Pick<RedisClients, 'key'>) => {
  const of = (name: string) => key('manifests', name)
  return {
    /** The greatest number that was given. */
    count: of('count'),
    unfinished: of('unfinished'),
    /** Those to be reduced, by when their retention began. */
    due: of('due'),
    /** Those that the record has not been given yet, by revision. */
    unrecorded: of('unrecorded'),
    /** Those that it can not take. */
    tooLarge: of('too-large'),
    /** Stands while one node gives the record what waits. */
    claim: of('claim'),
    /** How far each partition of the record is held. */
    offsets: of('offsets'),
    body: (id: string) => of(`body:${id}`),
    keysOf: (id: string) => of(`keys:${id}`),
    under: (found: string) => of(`under:${found}`)
  }
}

/**
 * A function's clock: microseconds, and never back behind what stands there. Numbers and revisions are made of it and not
 * counted, so that what is stored in an emptied view comes after all that was lost and is put back.
 */
export const clockLua = `
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local function after(last) return string.format('%.0f', math.max(now, (tonumber(last) or 0) + 1)) end
`
