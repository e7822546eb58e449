import type { Callers } from '#src/domain/ports.ts'

/**
 * Callers as all nodes know them, with the shared view away as this one does. Revoked tokens stand on each node's disk
 * too: what either side lacks it is given, so that an emptied view lets nobody in again.
 */
export const sharedCallers = (view: Callers, own: Callers): Callers => ({
  count: (caller, minute) => view.count(caller, minute).catch(() => own.count(caller, minute)),
  async revoke(tokenId, until) {
    await own.revoke(tokenId, until)
    await view.revoke(tokenId, until).catch(() => undefined) // given when it is asked for next
  },
  async revoked() {
    const here = await own.revoked()
    const there = await view.revoked().catch(() => undefined)
    if (there === undefined) return here
    for (const [tokenId, until] of there) {
      if (!here.has(tokenId)) await own.revoke(tokenId, until)
    }
    for (const [tokenId, until] of here) {
      if (!there.has(tokenId)) await view.revoke(tokenId, until)
    }
    return new Map([...there, ...here])
  }
})
