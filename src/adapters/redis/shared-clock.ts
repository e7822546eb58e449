/**
 * Begins functions that ask what is due at the time of a node: `earlier` is that time or the server's, in milliseconds. All
 * nodes share the server's clock, so that one whose own is ahead ends nothing early.
 */
export const sharedClockLua = `
local seconds, micros = unpack(redis.call('TIME'))
local function earlier(given) return math.min(tonumber(given), seconds * 1000 + math.floor(micros / 1000)) end
local function padded(instant) return string.format('%013.0f', instant) end
`
