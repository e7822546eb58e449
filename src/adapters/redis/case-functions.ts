import { digestLength } from './digested.ts'
import {
  advancedLua,
  announceLua,
  checkedLua,
  fenceArgs,
  fenceLua,
  storeFunctions
} from './fence-functions.ts'
import { script } from './script.ts'
import { sharedClockLua } from './shared-clock.ts'

const firstCase = fenceArgs + 2
const caseArgs = 9

// What is untold is taken away between commits too. Cases and exclusions never are.
const shape = {
  kept: 8,
  fitsTogether: `
  local exclusions = redis.call('HLEN', KEYS[9])
  return exclusions == redis.call('ZCARD', KEYS[10])
    and exclusions == redis.call('ZCARD', KEYS[11])
    and (redis.call('HLEN', KEYS[4]) > 0) == (version > 0)
`
}

/** What the store of cases is resumed and asked by. */
export const caseStoreFunctions = storeFunctions(shape)

/** Whether another state of a case stands than the one with this digest; '' = any may stand there. */
const differsLua = `
local function differs(cases, id, digest)
  if digest == '' then return false end
  local stands = redis.call('HGET', cases, id)
  return digest ~= (stands and string.sub(stands, 1, ${digestLength}) or 'none')
end
`

/**
 * Checks a commit of cases without storing anything. KEYS: those of the store. After the fence's come two arguments for
 * each case: its id; the digest that must stand there, 'none' or ''.
 */
export const checkCases = script(`${fenceLua(shape)}${differsLua}
for i = ${fenceArgs + 1}, #ARGV, 2 do
  if differs(KEYS[4], ARGV[i], ARGV[i + 1]) then return 'changed' end
end
${checkedLua}`)

/**
 * Stores changed cases as one step. KEYS: those of the store, then three for each agency: queue, queue by state, changes;
 * then one for each traveller, for each entry, for each entry at each agency, and for each list: cases. After the fence's come what there is to tell or '', then nine arguments for each case: its id; the digest that must
 * stand there, 'none' or ''; the digest and the sealed body as one text; the place of its traveller's key, or 0; the places of its entries' keys
 * as JSON; when its last desk was done with; its sightings as JSON, each an array of the place of its key, minus the time of the desk or the case, and whether it is seen; its desks as JSON, each an array of agency, place of the agency's first key, revision, state, place in the queue, whether it is seen,
 * and when its timer ends, or 0; their exclusions as JSON, each an array of id, agency, and digest and sealed body.
 */
export const commitCases = script(`${fenceLua(shape)}${differsLua}
local cases, desks, counts, sequences, dues = KEYS[4], KEYS[5], KEYS[6], KEYS[7], KEYS[8]
local exclusions, excludedIds, excludedVersions, untold = KEYS[9], KEYS[10], KEYS[11], KEYS[12]
for i = ${firstCase}, #ARGV, ${caseArgs} do
  if differs(cases, ARGV[i], ARGV[i + 1]) then return 'changed' end
end
local news = ARGV[${fenceArgs + 1}]
if news == '' then redis.call('HDEL', untold, ARGV[3])
else redis.call('HSET', untold, ARGV[3], ARGV[5] .. '|' .. news) end
if #ARGV < ${firstCase} then${advancedLua}end
local agencies = {}
local hasExcluded = false

local function leave(id, at, old)
  redis.call('ZREM', KEYS[at], old.place .. id)
  redis.call('ZREM', KEYS[at + 1], old.state .. '|' .. old.place .. id)
  redis.call('ZREM', KEYS[at + 2], id)
  redis.call('HINCRBY', counts, old.state, -1)
end

local function enter(id, at, desk)
  redis.call('ZADD', KEYS[at], 0, desk.place .. id)
  redis.call('ZADD', KEYS[at + 1], 0, desk.state .. '|' .. desk.place .. id)
  redis.call('ZADD', KEYS[at + 2], desk.sequence, id)
  redis.call('HINCRBY', counts, desk.state, 1)
end

local function put(id, given)
  local agency, at, revision, state, place, seen, due = unpack(given)
  local field = id .. '/' .. agency
  local text = redis.call('HGET', desks, field)
  local old = text and cjson.decode(text)
  local same = old and old.revision == revision
  if same and old.seen == seen then return end
  if old and old.seen then leave(id, at, old) end
  local desk = { revision = revision, state = state, place = place, seen = seen }
  -- That a case is out of sight is told once; nothing of it is until it comes back.
  local left = old and old.seen and not seen
  desk.sequence = same and not left and old.sequence or redis.call('HINCRBY', sequences, agency, 1)
  if seen then enter(id, at, desk)
  elseif left then redis.call('ZADD', KEYS[at + 2], desk.sequence, id) end
  if seen and due > 0 then redis.call('ZADD', dues, due, field)
  else redis.call('ZREM', dues, field) end
  redis.call('HSET', desks, field, cjson.encode(desk))
  agencies[agency] = true
end

local function exclude(given)
  local id, agency, stored = unpack(given)
  local stands = redis.call('HGET', exclusions, id)
  local digest = string.sub(stored, 1, ${digestLength})
  if stands and string.sub(stands, 1, ${digestLength}) == digest then return end
  redis.call('HSET', exclusions, id, stored)
  redis.call('ZADD', excludedIds, 0, agency .. '|' .. id)
  redis.call('ZADD', excludedVersions, redis.call('HINCRBY', meta, 'exclusions', 1), id)
  hasExcluded = true
end

for i = ${firstCase}, #ARGV, ${caseArgs} do
  version = version + 1
  redis.call('HSET', cases, ARGV[i], ARGV[i + 2])
  local traveller = tonumber(ARGV[i + 3])
  if traveller > 0 then redis.call('ZADD', KEYS[traveller], version, ARGV[i]) end
  for _, entry in ipairs(cjson.decode(ARGV[i + 4])) do redis.call('ZADD', KEYS[entry], ARGV[i + 5], ARGV[i]) end
  for _, sighting in ipairs(cjson.decode(ARGV[i + 6])) do
    local at, newest, seen = unpack(sighting)
    if seen then redis.call('ZADD', KEYS[at], newest, ARGV[i])
    else redis.call('ZREM', KEYS[at], ARGV[i]) end
  end
  for _, desk in ipairs(cjson.decode(ARGV[i + 7])) do put(ARGV[i], desk) end
  for _, exclusion in ipairs(cjson.decode(ARGV[i + 8])) do exclude(exclusion) end
end
local names = {}
for agency in pairs(agencies) do table.insert(names, agency) end
local more = { 'agencies', table.concat(names, ','), 'exclusions', hasExcluded and 'changed' or '' }
${announceLua}`)

/** Desks whose timer is over, by the asker's clock and by the one that all share. KEYS: due. ARGV: the asker's time; how many at most; without how many. */
export const desksOver = script(`${sharedClockLua}
return redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', '(' .. padded(earlier(ARGV[1])), 'LIMIT', ARGV[3], ARGV[2])
`)

/** What a partition's commit had to tell is told, unless a later one stands there. KEYS: untold. ARGV: partition, offset. */
export const dropTold = script(`
local stands = redis.call('HGET', KEYS[1], ARGV[1])
if not stands or tonumber(string.match(stands, '^%d+')) > tonumber(ARGV[2]) then return 0 end
return redis.call('HDEL', KEYS[1], ARGV[1])
`)

/**
 * What a follower is to be told next, as one step. KEYS: meta, changes, ids by their numbers, what is stored by id. ARGV: the version that
 * the asker knows, its sequence, how many at most. Gives what `standingOf` reads, then numbers, ids and what is stored.
 */
export const readChanges = script(`
local known = ARGV[1] .. '-0'
local found = redis.call('ZRANGEBYSCORE', KEYS[3], '(' .. ARGV[2], '+inf', 'WITHSCORES', 'LIMIT', 0, ARGV[3])
local next = {}
for i = 1, #found, 2 do
  table.insert(next, { found[i + 1], found[i], redis.call('HGET', KEYS[4], found[i]) })
end
return {
  redis.call('HMGET', KEYS[1], 'epoch', 'version', 'commit'),
  redis.call('XRANGE', KEYS[2], known, known),
  next
}
`)
