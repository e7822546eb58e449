import { passLua } from './passing.ts'
import { script } from './script.ts'
import { sharedClockLua } from './shared-clock.ts'

// Every function takes the same KEYS: offsets, count, bodies, places, waiting, heads, failed (see `deliveryKeys`). A place
// is JSON: its desk, its line (desk|case), its number, the instant (padded) to try it at, attempts, error, whether it failed.
const commonLua = `
local count, bodies, places, waiting, heads, failed = KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7]

local function placeOf(id)
  local text = redis.call('HGET', places, id)
  return text and cjson.decode(text)
end

local function keep(id, place) redis.call('HSET', places, id, cjson.encode(place)) end
local function member(id, place) return place.line .. '|' .. place.number .. '|' .. id end

-- The oldest that waits in a line, as it stands among the heads of its desk.
local function headOf(line)
  local first = redis.call('ZRANGEBYLEX', waiting, '[' .. line .. '|', '(' .. line .. '}', 'LIMIT', 0, 1)[1]
  if not first then return nil end
  local id = string.match(first, '([^|]*)$')
  local place = placeOf(id)
  return place.desk .. '|' .. place.at .. '|' .. place.number .. '|' .. id
end

-- Does what changes a line, and puts its head where it belongs.
local function change(line, work)
  local before = headOf(line)
  work()
  local after = headOf(line)
  if before == after then return end
  if before then redis.call('ZREM', heads, before) end
  if after then redis.call('ZADD', heads, 0, after) end
end

-- Stores what became of it: waiting in its line, or out of the way.
local function move(id, place)
  change(place.line, function()
    keep(id, place)
    if place.isFailed then
      redis.call('ZREM', waiting, member(id, place))
      redis.call('ZADD', failed, 0, place.agency .. '|' .. id)
    else
      redis.call('ZADD', waiting, 0, member(id, place))
      redis.call('ZREM', failed, place.agency .. '|' .. id)
    end
  end)
end

local function remove(id, place)
  change(place.line, function() redis.call('ZREM', waiting, member(id, place)) end)
  redis.call('ZREM', failed, place.agency .. '|' .. id)
  redis.call('HDEL', places, id)
  redis.call('HDEL', bodies, id)
end

local atOnce = string.rep('0', 13)
`

/**
 * Gives partitions with the offsets passed; of what has lost single keys it takes away the rest, so that alerts which wait are
 * queued again: each has a place and a body, and waits or has failed.
 */
export const deliveryOffsets = script(`${commonLua}
local held = redis.call('HLEN', places)
local isWhole = held == redis.call('HLEN', bodies)
  and held == redis.call('ZCARD', waiting) + redis.call('ZCARD', failed)
  and redis.call('EXISTS', waiting) == redis.call('EXISTS', heads)
  and (held == 0 or redis.call('EXISTS', count) == 1)
if not isWhole then redis.call('UNLINK', unpack(KEYS)) end
return redis.call('HGETALL', KEYS[1])
`)

/** ARGV: partition, offset, then five for each alert: id, agency, desk, line, sealed body. */
export const addDeliveries = script(`${passLua} ${commonLua}
for i = 3, #ARGV, 5 do
  local id, agency, desk, line = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3]
  if redis.call('HEXISTS', places, id) == 0 then
    local number = string.format('%012d', redis.call('INCR', count))
    redis.call('HSET', bodies, id, ARGV[i + 4])
    move(id, { agency = agency, desk = desk, line = line, number = number, at = atOnce,
      attempts = 0, error = '', isFailed = false })
  end
end
return 1
`)

/** ARGV: desk, now, how long they are held, how many at most. Gives id, place and body of each. */
export const claimDeliveries = script(`${sharedClockLua} ${commonLua}
local now = earlier(ARGV[2])
local last = ARGV[1] .. '|' .. padded(now)
local next = redis.call('ZRANGEBYLEX', heads, '[' .. ARGV[1] .. '|', '(' .. last .. '}', 'LIMIT', 0, ARGV[4])
local claimed = {}
for _, head in ipairs(next) do
  local id = string.match(head, '([^|]*)$')
  local place = placeOf(id)
  place.at = padded(now + ARGV[3])
  move(id, place)
  table.insert(claimed, { id, cjson.encode(place), redis.call('HGET', bodies, id) })
end
return claimed
`)

/** ARGV: id, what became of it, when, how long it waits, why. */
export const settleDelivery = script(`${sharedClockLua} ${commonLua}
local id = ARGV[1]
local place = placeOf(id)
if not place then return 0 end
if ARGV[2] == 'delivered' then
  remove(id, place)
  return 1
end
place.isFailed = ARGV[2] == 'failed'
place.at = padded(earlier(ARGV[3]) + ARGV[4])
place.error, place.attempts = ARGV[5], place.attempts + 1
move(id, place)
return 1
`)

/** ARGV: agency, id. Gives 1 where the agency has a failed one of this id, else 0. */
export const redeliver = script(`${commonLua}
local place = placeOf(ARGV[2])
if not place or place.agency ~= ARGV[1] or not place.isFailed then return 0 end
place.isFailed, place.attempts, place.at = false, 0, atOnce
move(ARGV[2], place)
return 1
`)

/** ARGV: now, how long they are kept, then ids of some that failed or wait for nobody. Gives how many of them it erased. */
export const eraseDeliveries = script(`${sharedClockLua} ${commonLua}
local now = earlier(ARGV[1])
local erased = 0
for i = 3, #ARGV do
  local id = ARGV[i]
  local place = placeOf(id)
  if place and place.at == atOnce then
    place.at = padded(now)
    move(id, place)
  elseif place and tonumber(place.at) < now - ARGV[2] then
    remove(id, place)
    erased = erased + 1
  end
end
return erased
`)
