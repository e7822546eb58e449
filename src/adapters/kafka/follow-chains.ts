import { createPublicKey, type KeyObject } from 'node:crypto'
import type { AuditVerdict } from '#src/domain/ports.ts'
import type { AuditPage } from '../audit-page.ts'
import { chainHash, chainId, emptyHead, type Head, isSigned } from '../embedded/audit-chain.ts'

/** What was found of one node's chain. */
export type FoundChain = AuditVerdict & {
  readonly chain: string
  readonly node: string
  /** The number of its first line here: 1, unless the topic has dropped what was before. */
  readonly from: number
}

/** Takes each line that follows from the one before, once. */
export type OnLine = (chain: string, line: string) => void

/** Follows the chains in pages as they come, each in its order: pages may come again, and must then say the same. */
export const followChains = (onLine: OnLine = () => undefined) => {
  const chains = new Map<string, ReturnType<typeof followChain>>()
  return {
    /** `isCut`: the topic may have dropped what was before. */
    take(page: AuditPage, isCut: boolean): void {
      const chain = chains.get(page.chain) ?? followChain(page, isCut, onLine)
      chains.set(page.chain, chain)
      chain.take(page)
    },
    found: (): readonly FoundChain[] => [...chains.values()].map(({ found }) => found())
  }
}

interface Problem {
  readonly at: number
  readonly reason: string
}

const followChain = (
  { chain, node, publicKey, ...page }: AuditPage,
  isCut: boolean,
  onLine: OnLine
) => {
  const key = keyOf(publicKey, chain)
  const start: Head =
    isCut && page.first > 1 ? { number: page.first - 1, hash: bytes(page.before) } : emptyHead
  const lately = new Map([[start.number, base64(start.hash)]])
  let end = start
  /** The furthest end that was signed. */
  let signed: AuditPage['head'] | undefined
  let broken: Problem | undefined

  const differs = (number: number, hash: string) => (lately.get(number) ?? hash) !== hash

  const add = (number: number, line: string, hash: Uint8Array) => {
    end = { number, hash }
    lately.set(number, base64(hash))
    lately.delete(number - rememberedLines)
    onLine(chain, line)
  }

  const follow = ({ first, last, before, after, lines, head }: AuditPage): Problem | undefined => {
    if (!key || !isHeadSigned(head, key) || head.number < last) {
      return { at: first, reason: `the signature of lines ${first} to ${last} is forged` }
    }
    if (head.number > (signed?.number ?? 0)) signed = head
    if (first > end.number + 1) return undefined // `found` says what is missing, unless it still comes
    if (differs(first - 1, before)) return changed(first)
    let hash = bytes(before)
    for (const [index, [line, told]] of lines.entries()) {
      const number = first + index
      hash = chainHash(hash, line)
      if (base64(hash) !== told) return changed(number)
      if (number > end.number) add(number, line, hash)
      else if (differs(number, told))
        return { at: number, reason: `line ${number} was given in two ways` }
    }
    if (last !== first + lines.length - 1 || after !== base64(hash)) return changed(last)
    const other = [head, signed].find(known => known && differs(known.number, known.hash))
    return (
      other && {
        at: other.number,
        reason: `the signed head differs from line ${other.number}`
      }
    )
  }

  return {
    take(next: AuditPage): void {
      broken ??= follow(next)
    },
    found(): FoundChain {
      const about = { chain, node, from: start.number + 1, lines: end.number }
      const problem = broken ?? missing(end.number + 1, signed)
      return problem
        ? { ...about, intact: false, brokenAt: problem.at, reason: problem.reason }
        : { ...about, intact: true }
    }
  }
}

// Several pages: what is given again was given a moment before.
const rememberedLines = 5_000

const changed = (at: number): Problem => ({
  at,
  reason: `line ${at} was changed, or does not follow the line before it`
})

const missing = (at: number, signed: AuditPage['head'] | undefined): Problem | undefined =>
  signed && signed.number >= at
    ? { at, reason: `line ${at} is missing, or not given yet: line ${signed.number} is signed` }
    : undefined

const isHeadSigned = ({ number, hash, signature }: AuditPage['head'], key: KeyObject) =>
  isSigned({ number, hash: bytes(hash) }, bytes(signature), key)

/** The key that signs this chain; undefined for any other. */
const keyOf = (pem: string, chain: string) => {
  try {
    const key = createPublicKey(pem)
    return chainId(key) === chain ? key : undefined
  } catch {
    return undefined
  }
}

const bytes = (text: string): Uint8Array => Buffer.from(text, 'base64')

const base64 = (hash: Uint8Array) => Buffer.from(hash).toString('base64')
