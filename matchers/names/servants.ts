import { type Draft, textOf } from './draft.ts'
import { respell } from './respell.ts'
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
    if (serves) while (articles.has(textOf(drafts[next]))) next++
    const owner = drafts[next]
    const name = owner?.spellings[0]
    if (serves && owner !== undefined && name !== undefined && name.length > 1) {
      joined.push({ ...owner, spellings: servantOf(name), light: false })
      at = next
    } else if (isSon(draft, drafts[at + 1])) {
      const spellings = drafts[at + 1]?.spellings ?? []
      joined.push({ ...draft, spellings: spellings.map(spelling => word + spelling) })
      at++
    } else joined.push(respelled(draft))
  }
  return joined
}

const respelled = (draft: Draft): Draft => {
  const [first = '', ...others] = draft.spellings
  const spellings =
    others.length === 0 ? respell(first) : [...new Set(draft.spellings.flatMap(respell))]
  return spellings.length === 1 ? draft : { ...draft, spellings }
}

/** MC DONALD is MCDONALD; MAC alone may be a given name. */
const isSon = (draft: Draft, next: Draft | undefined): boolean =>
  /^MA?C$/.test(textOf(draft)) &&
  next !== undefined &&
  next.role === draft.role &&
  textOf(next).length > 2

const servantOf = (name: string): string[] =>
  /^(AL)?LA+H?$/.test(name) ? ['ABDULLAH'] : [`ABDUL${name}`, name]
