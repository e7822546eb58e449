import { forgottenBefore, type NodeReport, type NodeReports } from '#src/domain/node-report.ts'
import type { RedisClients } from './clients.ts'
import { script } from './script.ts'
import { asked } from './unavailable.ts'

/** What nodes said last, in Redis: one hash, as JSON by the node's id. */
export const redisNodeReports = ({ commands, key }: RedisClients): NodeReports => {
  const reports = key('nodes', 'reports')
  return {
    async say(report) {
      const given = [report.id, JSON.stringify(report), forgottenBefore(report)]
      await asked(say(commands, [reports], given))
    },
    async all() {
      const found = await asked(commands.hvals(reports))
      return found.map(text => JSON.parse(text) as NodeReport)
    }
  }
}

// KEYS: reports by id. ARGV: id, report, the instant since when one must have said something to be remembered.
const say = script(`
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  if cjson.decode(all[i + 1]).at < ARGV[3] then redis.call('HDEL', KEYS[1], all[i]) end
end
return 1
`)
