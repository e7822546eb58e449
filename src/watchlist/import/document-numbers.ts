import { countryAtStart, countryByName } from './country-names.ts'
import { documentKind } from './document-kinds.ts'

/** What stands around and in a number as lists write it: "Libyan passport No. 513000 (expired 2016)". */
export interface WrittenNumber {
  /** The words before the number. */
  readonly label: string
  readonly number: string
  /** The state that brackets, the words before or the words after the number name. */
  readonly issuer?: string
  /** Brackets and words that say something else: when it was issued, to which name. */
  readonly rest: string
}

const afterwards =
  /[\s,;.(-]*\b(?:(?:issued?|issuance|expire[sd]?|expiring|expiration|expiry|valid|date of|under (?:the )?name|made out|in the name)\b|exp\.).*$/i
const series = /^[A-Z]{1,3}(?:-[A-Z]{0,2})?$/
/** Words between the parts of a number, and abbreviations that look like a series but name the number. */
const mark = /^(?:no\.?|number|reg|№|#|:)$/i
const labels = new Set(['NO', 'NIC', 'JMB', 'RNE', 'CAN', 'CAR'])
/** Myanmar's numbers are words: 12/EXAMPLE(N)000000. */
const myanmar = /\d{1,2}\/[a-z ]+\((?:n|naing)\) ?\d+/i

/** Takes a written number apart; undefined when there is no number in it. */
export const readNumber = (text: string): WrittenNumber | undefined => {
  const line = text.replace(/\s+/g, ' ').trim()
  const tail = afterwards.exec(line)?.[0] ?? ''
  const brackets: string[] = []
  const bare = line
    .slice(0, line.length - tail.length)
    .replace(myanmar, number => number.replaceAll(' ', ''))
    .replace(/ \(([^()]*)\)(?=[\s,.;]|$)/g, (_, inner) => {
      brackets.push(inner)
      return ' '
    })
  const words = bare.split(' ').filter(word => word !== '')
  const first = words.findIndex(word => /\d/.test(word))
  if (first < 0) return undefined
  const start = isSeries(words[first - 1]) ? first - 1 : first
  let end = first + 1
  while (isMore(words[end]) || (mark.test(words[end] ?? '') && isMore(words[end + 1]))) end += 1
  const number = words
    .slice(start, end)
    .filter(word => !mark.test(word))
    .join(' ')
    .replace(/^(?:no\.|[#:])+|[,;:.]+$/gi, '')
    .replace(/^(?:[Nn]o|N[°º])(?=\d)/, '') // NO in capitals may be a series
  const label = words.slice(0, start).join(' ')
  const trailing = words.slice(end).join(' ')
  const issuer = issuerIn(brackets, label, trailing)
  const named = brackets.filter(inner => countryByName(inner) === undefined)
  return {
    label,
    number,
    ...(issuer && { issuer }),
    rest: [...named.map(inner => `(${inner})`), trailing, tail.replace(/^[\s,;.-]+/, '')]
      .filter(part => part !== '' && countryByName(part) === undefined)
      .join(' ')
  }
}

const isSeries = (word = '') =>
  series.test(word) && !labels.has(word) && documentKind(word) === undefined

const isMore = (word = '') => /^[\dA-Z./-]*\d[\dA-Z./-]*$/.test(word)

const issuerIn = (brackets: readonly string[], label: string, trailing: string) => {
  for (const text of [...brackets.toReversed(), trailing.replace(/^[,\s]+/, '')]) {
    const issuer = text && countryByName(text)
    if (issuer) return issuer
  }
  return countryAtStart(label)
}
