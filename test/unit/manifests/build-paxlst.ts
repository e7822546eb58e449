import { readFileSync } from 'node:fs'
import { type PaxlstSettings, readPaxlst } from '#src/manifests/paxlst/read-paxlst.ts'

export const today = '2026-05-11'

/** A fixture as its bytes. */
export const fixture = (name: string): Uint8Array =>
  readFileSync(new URL(`../../fixtures/manifests/${name}`, import.meta.url))

export const flight = [
  'TDT+20+YY212+++YY',
  'LOC+125+OSL',
  'DTM+189:2605110955:201',
  'LOC+87+LIS',
  'DTM+232:2605111240:201'
] as const

export const someone = (at = 1): readonly string[] => [
  `NAD+FL+++TALLIS${'ABCDEFGHIJ'[at % 10]}:ORLA`,
  'ATT+2++F',
  'DTM+329:810417',
  'NAT+2+UTO',
  `RFF+ABO:YY${at}`,
  `DOC+P:110:111+U77${at}`,
  'LOC+91+UTO'
]

interface Parts {
  readonly bgm?: string
  readonly unh?: string
  readonly flights?: readonly string[]
  readonly persons?: readonly string[]
  readonly after?: readonly string[]
}

/** One PAXLST in its envelope, correct unless a part is replaced. */
export const paxlst = ({
  bgm = 'BGM+745',
  unh = 'UNH+P1+PAXLST:D:05B:UN:IATA',
  flights = flight,
  persons = someone(),
  after = []
}: Parts = {}): string => {
  const body = [unh, bgm, ...flights, ...persons, ...after].filter(segment => segment !== '')
  return [
    'UNB+UNOA:4+YYAIR:ZZ+UTOAPIS:ZZ+260511:0712+4711',
    ...body,
    `UNT+${body.length + 1}+P1`,
    'UNZ+1+4711',
    ''
  ].join("'")
}

/** Reads a text as a transmission. */
export const read = (
  text: string,
  settings: Partial<PaxlstSettings> = {},
  encoding: BufferEncoding = 'utf8'
) => readPaxlst(Buffer.from(text, encoding), { today, ...settings })

/** The first message of a text, which must have one. */
export const readFirst = (text: string, settings: Partial<PaxlstSettings> = {}) => {
  const manifest = read(text, settings)
  const message = manifest.messages[0]
  if (!message) throw new Error('no message')
  return { ...manifest, message, codes: manifest.findings.map(({ code }) => code) }
}

/** The first person of a message that holds these segments. */
export const readPerson = (...persons: readonly string[]) => {
  const { message, codes } = readFirst(paxlst({ persons }))
  const person = message.persons[0] ?? message.unreadable[0]?.person
  if (!person) throw new Error('no person')
  return { person, codes, message }
}
