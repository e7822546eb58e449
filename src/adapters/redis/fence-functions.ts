import { leaseLua } from './empty-store.ts'
import { type Script, script } from './script.ts'
import { type StoreShape, wholeLua } from './whole-store.ts'

/** How many arguments of a commit's function belong to the fence. */
export const fenceArgs = 6

/**
 * Begins every commit's function, and every one that checks a commit: KEYS begins with all of the store's; ARGV holds the epoch
 * known or '', a random id for what is new, the partition, its offset known, 'none' or '', the offset to move it to, and as JSON
 * the partitions of the same number in the other topics, each with its offset known or 'none'. Ends the function unless the
 * store is whole, and the commit good and new.
 */
export const fenceLua = (shape: StoreShape): string => `${wholeLua(shape)}
local meta, offsets = KEYS[1], KEYS[2]
if not isWhole() then return 'replaced' end
local epoch = redis.call('HGET', meta, 'epoch')
local at = redis.call('HGET', offsets, ARGV[3])
local version = tonumber(redis.call('HGET', meta, 'version') or '0')
if ARGV[1] ~= '' and ARGV[1] ~= epoch then return 'replaced' end
if ARGV[4] ~= '' and ARGV[4] ~= (at or 'none') then return 'replaced' end
for _, beside in ipairs(cjson.decode(ARGV[6])) do
  if beside[2] ~= (redis.call('HGET', offsets, beside[1]) or 'none') then return 'replaced' end
end
if at and tonumber(ARGV[5]) <= tonumber(at) then return { version, at } end

-- The last write of a commit: a function that fails half-way has not passed, and is tried again.
local function advance()
  if not epoch then redis.call('HSET', meta, 'epoch', ARGV[2]) end
  redis.call('HSET', offsets, ARGV[3], ARGV[5])
end
`

/** What a function gives that only checks a commit, where it would be taken and is new. */
export const checkedNew = 'new'

/** Ends a function that only checks a commit: it would be taken, and is new. */
export const checkedLua = `return '${checkedNew}'
`

/** Ends a commit's function that has nothing to store. */
export const advancedLua = `
  advance()
  return { version, ARGV[5] }
`

/** The last writes of a commit's function that has made newer versions, with more fields for those who listen. */
export const announceLua = `
local made = string.format('%d', version)
redis.call('XADD', KEYS[3], 'MAXLEN', '~', 10000, made .. '-0', 'commit', ARGV[2], unpack(more))
redis.call('HSET', meta, 'version', made, 'commit', ARGV[2])
advance()
redis.call('HSET', meta, 'keys', ARGV[2] .. '|' .. keysThere())
return { version, ARGV[5] }
`

/** What a store is resumed and asked by; KEYS: all of the store's. */
export interface StoreFunctions {
  /**
   * ARGV: a random id, then partitions with the offsets known. Gives the epoch, then partitions with their offsets; or who
   * empties it: 'mine' where this call has begun to, since it was not whole, or 'others'.
   */
  readonly resume: Script
  /** Gives partitions with their offsets; none of a store that is not whole. */
  readonly offsets: Script
}

/** Those of a store of this shape. */
export const storeFunctions = (shape: StoreShape): StoreFunctions => ({
  // A store that knows less than it once acknowledged has gone back: what follows is another history.
  resume: script(`${wholeLua(shape)}${leaseLua}
local isBeingEmptied = redis.call('HEXISTS', KEYS[1], 'emptying') == 1
if isBeingEmptied and not isLeaseOver() then return 'others' end
if not isWhole() then
  redis.call('UNLINK', unpack(KEYS))
  takeLease()
  return 'mine'
end
local epoch = redis.call('HGET', KEYS[1], 'epoch')
for i = 2, #ARGV, 2 do
  local at = redis.call('HGET', KEYS[2], ARGV[i])
  if not at or tonumber(at) < tonumber(ARGV[i + 1]) then epoch = false end
end
if not epoch then
  epoch = ARGV[1]
  redis.call('HSET', KEYS[1], 'epoch', epoch)
end
local reply = redis.call('HGETALL', KEYS[2])
table.insert(reply, 1, epoch)
return reply
`),
  offsets: script(`${wholeLua(shape)}
return isWhole() and redis.call('HGETALL', KEYS[2]) or {}
`)
})
