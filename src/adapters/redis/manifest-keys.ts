import type { RedisClients } from './clients.ts'

/** The keys of manifests: all in one place, so that a function may touch them together. */
export const manifestKeys = ({ key }: Pick<RedisClients, 'key'>) => {
  const of = (name: string) => key(part, name)
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
    /** Those that are found by anything, by number. */
    numbers: of('numbers'),
    /** What is found by keys that many share. */
    busy: of('busy'),
    body: (id: string) => of(`body:${id}`),
    keysOf: (id: string) => of(`keys:${id}`),
    bucket: (found: string) => of(`found:${bucketOf(found)}`)
  }
}

/** With the version of how they are stored: what an older build stored is not seen, and the record puts it back. */
const part = 'manifests:2'

/**
 * One of 2^20 buckets, by the first letters of a key: a country's hundred million keys are a hundred to a bucket, which Redis
 * keeps compact up to 512.
 */
const bucketOf = (found: string) => `${found.slice(0, 3)}${found.charCodeAt(3) & 3}`

/**
 * A function's clock: microseconds, and never back behind what stands there. Numbers and revisions are made of it and not
 * counted, so that what is stored in an emptied view comes after all that was lost and is put back.
 */
export const clockLua = `
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local function after(last) return string.format('%.0f', math.max(now, (tonumber(last) or 0) + 1)) end
`
