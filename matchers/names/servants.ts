import type { Draft } from './draft.ts'
import { respell, respellable } from './respell.ts'
import { articles } from './small-words.ts'

/** Of swapped parts a servant's ABD may come last: RAHMAN, UMAR ABD → ABD RAHMAN UMAR. */
export const servantFirst = (drafts: Draft[]): Draft[] => {
  const last = drafts.at(-1)
  return last !== undefined && isServant(last.spellings[0])
    ? [last, ...drafts.slice(0, -1)]
    : drafts
}

const isServant = (word = ''): boolean => /^ABD([AUEO]|OU)?[LR]?$/.test(word)

/** ABD AL RAHMAN, ABDEL RAHMAN, ABDURRAHMAN → ABDULRAHMAN, or RAHMAN alone. */
export const joinServants = (drafts: readonly Draft[]): Draft[] => {
  const joined: Draft[] = []
  for (let at = 0; at < drafts.length; at++) {
    const draft = drafts[at]
    const word = draft?.spellings[0]
    if (draft === undefined || word === undefined) continue
    const serves = isServant(word)
    let next = at + 1
    if (serves) while (articles.has(drafts[next]?.spellings[0] ?? '')) next++
    const owner = drafts[next]
    const name = owner?.spellings[0]
    if (serves && owner !== undefined && name !== undefined && name.length > 1) {
      joined.push({ spellings: servantOf(name), role: owner.role, light: false })
      at = next
    } else
      joined.push(
        respellable.test(word) || draft.spellings.length > 1
          ? { ...draft, spellings: [...new Set(draft.spellings.flatMap(respell))] }
          : draft
      )
  }
  return joined
}

const servantOf = (name: string): string[] =>
  /^(AL)?LA+H?$/.test(name) ? ['ABDULLAH'] : [`ABDUL${name}`, name]
