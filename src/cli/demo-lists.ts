import type { ListedEntry } from '#loadtest/people/types.ts'
import type { DemoService } from './demo-service.ts'
import { type DemoTokens, demoAgencies } from './demo-tokens.ts'

const entriesPerRequest = 2_000

/** Deals the entries out to one list of each agency; says on standard error how far it is. */
export const loadDemoLists = async (
  service: DemoService,
  editors: DemoTokens['editors'],
  entries: readonly ListedEntry[]
): Promise<void> => {
  let loaded = 0
  for (const [at, agency] of demoAgencies.entries()) {
    const list = `demo-${agency}`
    await service.call(editors[agency], 'PUT', `/v1/lists/${list}`, {
      agency,
      title: `Synthetic people of ${agency}`,
      purposes: ['border_control']
    })
    const own = entries.filter((_, index) => index % demoAgencies.length === at)
    for (let start = 0; start < own.length; start += entriesPerRequest) {
      const part = own.slice(start, start + entriesPerRequest)
      const results = await service.sendLines(
        editors[agency],
        `/v1/lists/${list}/entries/batch`,
        part.map(entry => ({ op: 'put', entry }))
      )
      const refused = results.filter(({ status }) => status !== 200)
      if (refused.length > 0) throw new Error(`${refused.length} entries were refused`)
      loaded += part.length
      process.stderr.write(`\rlist loading: ${loaded} of ${entries.length} entries`)
    }
  }
  process.stderr.write('\n')
}
