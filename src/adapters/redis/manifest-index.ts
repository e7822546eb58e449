import { compressed, decompressed } from './compressed.ts'
import { script } from './script.ts'

/**
 * What a key is filed by: 96 bits of its digest. Among a country's hundred million keys a new one would be like another once in
 * 10^10 years; then a manifest too many is found, in which the person is looked for by reference.
 */
export const filedBy = (key: string): string => key.slice(0, 16)

/**
 * Functions that file a manifest under a key, and take it away from there. Keys share buckets, each of them a hash: what a key
 * is filed by is a field, but for the letters that all in the bucket have; its value is the numbers of the manifests, seven bytes
 * each. Redis keeps a hash compact until a value is longer than 64 bytes, and never makes it so again: where a tenth manifest
 * comes, all go to a sorted set for such keys, and a star takes their place.
 *
 *     AAAB…  →  found:AAA1  { B…: 1790000000000001 1790000000000002, … }
 *     CCCD…  →  found:CCC3  { D…: * }    busy  { CCCD…:1790000000000001:ID, … }
 *
 * The numbers and the busy have to stand at these places of the function's keys.
 */
export const filingLua = (numbers: number, busy: number): string => `
local call, numbers, busy = redis.call, KEYS[${numbers}], KEYS[${busy}]
local function packed(number) return struct.pack('>I7', tonumber(number)) end
local function addBusy(key, number, id) return call('ZADD', busy, 0, key .. ':' .. number .. ':' .. id) end

local function moveToBusy(bucket, key, held)
  for at = 1, #held, 7 do
    local number = string.format('%.0f', struct.unpack('>I7', held, at))
    for _, id in ipairs(call('ZRANGEBYSCORE', numbers, number, number)) do addBusy(key, number, id) end
  end
  call('HSET', bucket, string.sub(key, 4), '*')
end

-- Where these bytes begin in others of seven each.
local function placeIn(held, bytes)
  for at = 1, #held, 7 do
    if string.sub(held, at, at + 6) == bytes then return at end
  end
end

-- Whether it was not filed there before.
local function file(bucket, key, number, id, bytes)
  local field = string.sub(key, 4)
  if call('HSETNX', bucket, field, bytes) == 1 then return true end
  local held = call('HGET', bucket, field)
  if held == '*' then return addBusy(key, number, id) == 1 end
  if placeIn(held, bytes) then return false end
  if #held < 63 then call('HSET', bucket, field, held .. bytes)
  else
    moveToBusy(bucket, key, held)
    addBusy(key, number, id)
  end
  return true
end

local function unfile(bucket, key, number, id, bytes)
  local field = string.sub(key, 4)
  local held = call('HGET', bucket, field)
  if held == bytes then call('HDEL', bucket, field)
  elseif held == '*' then
    call('ZREM', busy, key .. ':' .. number .. ':' .. id)
    if call('ZLEXCOUNT', busy, '[' .. key .. ':', '(' .. key .. ';') == 0 then call('HDEL', bucket, field) end
  elseif held then
    local at = placeIn(held, bytes)
    if at then call('HSET', bucket, field, string.sub(held, 1, at - 1) .. string.sub(held, at + 7)) end
  end
end
`

/**
 * Gives the ids of what is filed under a key, the greatest numbers first. KEYS: the numbers, the busy, the key's bucket. ARGV:
 * the key as it is filed, how many at most.
 */
export const findFiled = script(`
local key, limit, found = ARGV[1], tonumber(ARGV[2]), {}
local held = redis.call('HGET', KEYS[3], string.sub(key, 4))
if not held then return found end
if held == '*' then
  for _, one in ipairs(redis.call('ZREVRANGEBYLEX', KEYS[2], '(' .. key .. ';', '[' .. key .. ':', 'LIMIT', 0, limit)) do
    found[#found + 1] = string.match(one, '^%d+:(.*)$', #key + 2)
  end
  return found
end
local all = {}
for at = 1, #held, 7 do all[#all + 1] = struct.unpack('>I7', held, at) end
if all[2] then table.sort(all, function(one, other) return one > other end) end
for at = 1, math.min(#all, limit) do
  local number = string.format('%.0f', all[at])
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], number, number)) do found[#found + 1] = id end
end
return found
`)

/** Keys as they are kept beside a manifest; digests have no line breaks. */
export const keptKeys = (keys: readonly string[]): Buffer => compressed(keys.join('\n'))

/** All keys that were kept beside a manifest, each once. */
export const keysIn = (kept: readonly Uint8Array[]): readonly string[] =>
  [...new Set(kept.flatMap(keys => decompressed(keys).split('\n')))].sort()
