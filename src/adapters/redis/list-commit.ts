import {
  advancedLua,
  announceLua,
  checkedLua,
  fenceArgs,
  fenceLua,
  storeFunctions
} from './fence-functions.ts'
import { script } from './script.ts'

// Lists and entries stand in `states`, each once in `versions`; lists in `lists` too, entries in `ids`. Nothing is ever taken away.
const shape = {
  kept: 5,
  fitsTogether: `
  local states = redis.call('HLEN', KEYS[5])
  return states == redis.call('ZCARD', KEYS[7])
    and states == redis.call('HLEN', KEYS[4]) + redis.call('ZCARD', KEYS[8])
    and (states > 0) == (version > 0)
`
}

/** What the shared list is resumed and asked by. */
export const listFunctions = storeFunctions(shape)

/** Checks a commit of lists without storing anything. KEYS: as `commitListed`. ARGV: the fence's. */
export const checkListed = script(`${fenceLua(shape)}${checkedLua}`)

/**
 * Stores changed lists and entries as one step. KEYS: meta, offsets, changes, lists, states, texts, versions, ids.
 * After the fence's come five arguments for each change: its field (list, or list/id), 'list' or 'entry', the entry's
 * hash (0 unless active), its sealed free text or '', and the change as JSON without hash and version.
 */
export const commitListed = script(`${fenceLua(shape)}
local lists, states, texts, versions, ids = KEYS[4], KEYS[5], KEYS[6], KEYS[7], KEYS[8]
if #ARGV == ${fenceArgs} then${advancedLua}end
local modulus = 281474976710656
local checksum = tonumber(redis.call('HGET', meta, 'checksum') or '0')
for i = ${fenceArgs + 1}, #ARGV, 5 do
  local field, kind, hash, text, body =
    ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3], ARGV[i + 4]
  version = version + 1
  local change = '{"hash":' .. hash .. ',"version":' .. string.format('%d', version) .. ',' .. body
  local before = redis.call('HGET', states, field)
  local gone = before and tonumber(string.match(before, '^{"hash":(%d+)')) or 0
  checksum = (checksum - gone + tonumber(hash) + modulus) % modulus
  redis.call('HSET', states, field, change)
  redis.call('ZADD', versions, version, field)
  if kind == 'list' then
    redis.call('HSET', lists, field, change)
  else
    if not before then redis.call('ZADD', ids, 0, field) end
    if text ~= '' then
      redis.call('HSET', texts, field, text)
    elseif before then
      redis.call('HDEL', texts, field)
    end
  end
end
redis.call('HSET', meta, 'checksum', string.format('%.0f', checksum))
local more = {}
${announceLua}`)
