import type { SharedList } from '../domain/ports.ts'
import type { Watchlist } from './watchlist.ts'

/**
 * The shared list, which knows its lists by name while it does not answer too: as this node's index holds them. So changes
 * are taken into the record all the while; the projection decides whether their editor may make them.
 */
export const withHeldLists = (
  shared: SharedList,
  watchlist: Pick<Watchlist, 'list'>
): SharedList => ({
  ...shared,
  list: async name => {
    try {
      return await shared.list(name)
    } catch (error) {
      const held = watchlist.list(name)
      if (!held) throw error // it may be a new one
      return held
    }
  }
})
