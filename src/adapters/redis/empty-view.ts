import { caseKeys } from './cases.ts'
import type { RedisClients } from './clients.ts'
import { deliveryKeys } from './deliveries.ts'
import { emptyStore } from './empty-store.ts'
import { exclusionKeys } from './exclusions.ts'
import { manifestKeys } from './manifest-keys.ts'
import { recentKeys } from './recent-events.ts'
import { listKeys } from './shared-list.ts'
import { asked } from './unavailable.ts'

/**
 * Takes away what the record can make again, and what names places in the record, while nodes run: each part as a whole, so that
 * nothing is lost of what they fill it with at once. Manifests stay; what is missing of them is put back. What is nobody's copy,
 * as revoked tokens, stays too.
 */
export const emptyView = async (clients: RedisClients): Promise<void> => {
  const { bulk } = clients
  const { store, begin } = caseKeys(clients)
  await emptyStore(clients, { fixed: Object.values(listKeys(clients)) })
  await emptyStore(clients, { fixed: Object.values(store), others: begin })
  for (const keys of [deliveryKeys(clients), exclusionKeys(clients)]) {
    await asked(bulk.unlink(...Object.values(keys)))
  }
  await asked(bulk.unlink(manifestKeys(clients).offsets))
  for await (const keys of clients.keysUnder(recentKeys(clients))) {
    await asked(Promise.all(keys.map(key => bulk.unlink(key))))
  }
}
