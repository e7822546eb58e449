const alias = /^(?:alt\. )?[afn]\.k\.a\.,? *'/i
const known =
  /; (?:alt\. )?(?:[afn]\.k\.a\.|DOB|POB|nationality|citizen|Gender|Passport|Linked To)\b/i

/**
 * The remarks of an OFAC entry, told apart at their semicolons, save those within brackets or the quotes of an
 * alias. Apostrophes are letters of many names, so that a quote only opens after "a.k.a." and only closes before
 * a semicolon or the end: `a.k.a. 'AL-MITHAL, Al-Hajj 'Abd'; POB 'Aniza` is two remarks.
 */
export const remarkTokens = (remarks: string): readonly string[] => {
  const text = remarks.trim().replace(/\.$/, '')
  const tokens: string[] = []
  let at = 0
  while (at < text.length) {
    const end = endOfToken(text, at)
    const token = text.slice(at, end).replace(/\s+/g, ' ').trim()
    if (token !== '') tokens.push(token)
    at = end + 1
  }
  return tokens
}

const endOfToken = (text: string, from: number) => {
  const start = from + (/^\s*/.exec(text.slice(from, from + 100))?.[0].length ?? 0)
  const opening = alias.exec(text.slice(start, start + 40))
  if (opening) {
    const close = /'\s*(?:;|\.?\s*$)/g
    close.lastIndex = start + opening[0].length
    const quote = close.exec(text)
    if (quote && !known.test(text.slice(start, quote.index))) {
      const semicolon = text.indexOf(';', quote.index)
      return semicolon < 0 ? text.length : semicolon
    }
  }
  return endOutsideBrackets(text, start)
}

const endOutsideBrackets = (text: string, start: number) => {
  let depth = 0
  for (let at = start; at < text.length; at += 1) {
    const letter = text[at]
    if (letter === '(') depth += 1
    else if (letter === ')') depth = Math.max(0, depth - 1)
    else if (letter === ';' && depth === 0) return at
  }
  const plain = depth > 0 ? text.indexOf(';', start) : -1
  return plain < 0 ? text.length : plain
}
