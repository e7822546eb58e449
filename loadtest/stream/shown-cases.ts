import type { StartedNode } from './started-node.ts'

/** Ids of all cases that officers of the token's agency are shown, page by page, each as often as it comes. */
export const shownCases = async (node: StartedNode, token: string): Promise<readonly string[]> => {
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const query = new URLSearchParams({ limit: '200', ...(cursor && { cursor }) })
    const reply = await fetch(`${node.url}/v1/cases?${query}`, {
      headers: { authorization: `Bearer ${token}` }
    })
    if (!reply.ok) throw new Error(`the cases can not be read: ${reply.status}`)
    const page = (await reply.json()) as { cases: readonly { id: string }[]; nextCursor?: string }
    ids.push(...page.cases.map(({ id }) => id))
    cursor = page.nextCursor
  } while (cursor)
  return ids
}
