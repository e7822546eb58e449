/** The characters that structure an interchange, as the service string advice (UNA) or the defaults name them. */
export interface ServiceCharacters {
  readonly component: string
  readonly element: string
  readonly decimal: string
  /** Makes the next character data; undefined when the interchange has none. */
  readonly release?: string
  /** Only when UNA names it: most of syntax 4 has `*` as data all the same. */
  readonly repetition?: string
  readonly terminator: string
}

/** Where an interchange begins: the offset of its UNB and the characters that hold from there. */
export interface InterchangeStart {
  readonly at: number
  readonly characters: ServiceCharacters
}

/** What holds without UNA. */
export const defaultCharacters: ServiceCharacters = {
  component: ':',
  element: '+',
  decimal: '.',
  release: '?',
  terminator: "'"
}

/**
 * The first interchange at or after `from`, whatever a relay, a mail program or a queue put before it; undefined when
 * there is none whose characters can be read. Line breaks may fall inside the tags and between the characters, blanks between UNA and UNB.
 */
export const findInterchange = (text: string, from = 0): InterchangeStart | undefined => {
  const advised = findAdvised(text, from)
  const plain = findPlain(text, from)
  if (advised && plain) return advised.at <= plain.at ? advised : plain
  return advised ?? plain
}

/** Whether there is a UNB at all, readable or not. */
export const mentionsInterchange = (text: string): boolean => /U[\r\n]*N[\r\n]*B/.test(text)

// UNA, component, element, decimal, release, repetition (a mail program may have cut that blank), terminator,
// then UNB followed by the same element separator. A relay may wrap the line at any place.
const advisedStart =
  /U[\r\n]*N[\r\n]*A[\r\n]*([^\r\n])[\r\n]*([^\r\n])[\r\n]*([^\r\n])[\r\n]*([^\r\n])(?:[\r\n]*([^\r\n]))?[\r\n]*([^\r\n])\s*(?=U[\r\n]*N[\r\n]*B\s*\2)/g
const plainStart = /U[\r\n]*N[\r\n]*B\s*\+\s*[A-Z](?:[\r\n]*[A-Z]){3}\s*[:+]/g

const findAdvised = (text: string, from: number): InterchangeStart | undefined => {
  advisedStart.lastIndex = from
  for (let found = advisedStart.exec(text); found; found = advisedStart.exec(text)) {
    const characters = toCharacters(found.slice(1))
    if (characters) return { at: advisedStart.lastIndex, characters }
  }
  return undefined
}

const findPlain = (text: string, from: number): InterchangeStart | undefined => {
  plainStart.lastIndex = from
  const found = plainStart.exec(text)
  return found ? { at: found.index, characters: defaultCharacters } : undefined
}

const toCharacters = (six: readonly string[]): ServiceCharacters | undefined => {
  const [
    component = '',
    element = '',
    decimal = '',
    release = '',
    repetition = '',
    terminator = ''
  ] = six
  const separators = [component, element, terminator]
  if (new Set(separators).size < 3 || separators.some(isData)) return undefined
  const isFree = (character: string) => !isData(character) && !separators.includes(character)
  return {
    component,
    element,
    decimal,
    terminator,
    ...(isFree(release) && { release }),
    ...(isFree(repetition) && repetition !== release && { repetition })
  }
}

const isData = (character: string) => character === '' || /[A-Za-z0-9 \x80-\xff]/.test(character)
