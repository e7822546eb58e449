/** What a store's functions are told of its keys, to see whether all of it is there. */
export interface StoreShape {
  /** How many keys a commit alone adds and takes away, behind `meta`, `offsets` and `changes`. */
  readonly kept: number
  /** Lua, given the store's version: whether what its keys hold fits together, as far as counts can say. */
  readonly fitsTogether: string
}

/**
 * Begins functions whose KEYS begin with those of the store: meta, offsets, changes, then all others. Redis may lose single
 * keys, as by eviction, or a hand that deletes them one by one while nodes fill them again; what is left looks like a store
 * with nothing to do. `isWhole` tells by what it can count at once: each commit notes how many keys there were after it; an
 * older build does not, so that its last commit says nothing of them.
 */
export const wholeLua = ({ kept, fitsTogether }: StoreShape): string => `
local function keysThere() return redis.call('EXISTS', KEYS[2], unpack(KEYS, 4, ${3 + kept})) end
local function fitsTogether(version)${fitsTogether}end

local function isWhole()
  local epoch, version, commit, noted, emptying =
    unpack(redis.call('HMGET', KEYS[1], 'epoch', 'version', 'commit', 'keys', 'emptying'))
  if emptying then return false end
  local newest = redis.call('XREVRANGE', KEYS[3], '+', '-', 'COUNT', 1)[1]
  if newest and newest[1] ~= (version or '0') .. '-0' then return false end
  if not epoch then return keysThere() == 0 end
  local of, count = string.match(noted or '', '^(.+)|(%d+)$')
  if of and of == commit and keysThere() < tonumber(count) then return false end
  return fitsTogether(tonumber(version or '0'))
end
`
