import type { Callers, RevokedTokens } from '#src/domain/ports.ts'

/**
 * Callers as all nodes know them, with the shared view away as this one does. Revoked tokens stand on each node's disk
 * too: what either side lacks it is given, so that an emptied view lets nobody in again. One that fails takes nothing from
 * the other.
 */
export const sharedCallers = (view: Callers, own: Callers): Callers => ({
  count: (caller, minute) => view.count(caller, minute).catch(() => own.count(caller, minute)),
  async revoke(tokenId, until) {
    const told = view.revoke(tokenId, until).catch(() => undefined) // given when it is asked for next
    await Promise.all([own.revoke(tokenId, until), told])
  },
  async revoked() {
    const [here, there] = await Promise.all([own, view].map(readFrom))
    if (!here || !there) return { tokens: (here ?? there)?.tokens ?? new Map(), isWhole: false }
    const given = await Promise.allSettled([
      giveMissing(there, here, own),
      giveMissing(here, there, view)
    ])
    return {
      tokens: new Map([...there.tokens, ...here.tokens]),
      isWhole: given.every(({ status }) => status === 'fulfilled')
    }
  }
})

const readFrom = (callers: Callers) => callers.revoked().catch(() => undefined)

const giveMissing = async (from: RevokedTokens, held: RevokedTokens, to: Callers) => {
  for (const [tokenId, until] of from.tokens) {
    if (!held.tokens.has(tokenId)) await to.revoke(tokenId, until)
  }
}
