import { script } from './script.ts'

/**
 * Begins functions that ask what is due at the time of a node: `earlier` is that time or the server's, in milliseconds. All
 * nodes share the server's clock, so that one whose own is ahead ends nothing early.
 */
export const sharedClockLua = `
local seconds, micros = unpack(redis.call('TIME'))
local function earlier(given) return math.min(tonumber(given), seconds * 1000 + math.floor(micros / 1000)) end
local function padded(instant) return string.format('%013.0f', instant) end
`

/** The time of a node, or the server's where that is earlier, in milliseconds. KEYS: any of the server. ARGV: the node's time. */
export const earlierOfClocks = script(`${sharedClockLua}
return padded(earlier(ARGV[1]))
`)
