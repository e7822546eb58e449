import fc from 'fast-check'
import { Compile } from 'typebox/compile'
import { expect, test } from 'vitest'
import { Journey, Traveller } from '#src/domain/traveller.ts'
import { codeAt } from '#src/manifests/edifact/segment.ts'
import { findInterchange } from '#src/manifests/edifact/service-characters.ts'
import { tokenize } from '#src/manifests/edifact/tokenize.ts'
import { everybodyOn, type Manifest } from '#src/manifests/manifest.ts'
import { readPaxlst } from '#src/manifests/paxlst/read-paxlst.ts'
import { toLeg } from '#src/manifests/to-leg.ts'
import { toTraveller } from '#src/manifests/to-traveller.ts'
import { describeTraveller } from '#src/screening/describe-traveller.ts'
import { fixture, today } from '../build-paxlst.ts'

const names = ['passengers.edi', 'relayed.txt', 'crew-and-passengers.edi']
const originals = names.map(name => Buffer.from(fixture(name)).toString('latin1'))
const segments = originals.flatMap(text => text.replaceAll(/[\r\n]/g, '').split(/(?<!\?)'/))

const Mutation = fc.record({
  at: fc.nat(3_000),
  length: fc.nat(40),
  text: fc.oneof(
    fc.constantFrom(
      '',
      "'",
      '+',
      ':',
      '?',
      '??',
      '\r\n',
      ' ',
      '*',
      "'NAD+FL+++DOE:JO'",
      "'UNT+1+1'"
    ),
    fc.constantFrom(...segments).map(segment => `'${segment}'`),
    fc.string({ unit: 'binary', maxLength: 5 })
  )
})

/** A realistic message with pieces replaced, cut out or put in. */
const mutated = fc
  .record({ text: fc.constantFrom(...originals), mutations: fc.array(Mutation, { maxLength: 8 }) })
  .map(({ text, mutations }) =>
    mutations.reduce(
      (all, { at, length, text: piece }) => all.slice(0, at) + piece + all.slice(at + length),
      text
    )
  )

const check = { traveller: Compile(Traveller), journey: Compile(Journey) }

const expectSound = ({ messages, findings }: Manifest) => {
  for (const [at, message] of messages.entries()) {
    const reported = findings.filter(f => f.severity === 'person' && f.message === at)
    expect(message.unreadable.length).toBe(reported.length)
    for (const person of message.persons) {
      const traveller = toTraveller(person)
      expect(check.traveller.Errors(traveller)).toEqual([])
    }
    for (const sector of message.sectors) {
      expect(check.journey.Errors(toLeg(sector, today))).toEqual([])
    }
    expect(message.sectors.filter(({ isBorder }) => isBorder)).toHaveLength(
      message.sectors.length > 0 ? 1 : 0
    )
  }
  if (messages.length === 0) {
    expect(findings.some(({ severity }) => severity === 'reject')).toBe(true)
  }
}

test('survives any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), bytes => {
      expectSound(readPaxlst(bytes, { today }))
    })
  )
})

test('survives damaged messages, and what it makes of them can be screened', () => {
  fc.assert(
    fc.property(mutated, text => {
      const manifest = readPaxlst(Buffer.from(text, 'latin1'), { today })
      expectSound(manifest)
      for (const { persons, function: asked } of manifest.messages) {
        if (asked !== 'passengers' && asked !== 'crew' && asked !== 'change') continue
        for (const person of persons) {
          expect(() => describeTraveller(toTraveller(person), today)).not.toThrow()
        }
      }
    }),
    { numRuns: 1_000 }
  )
})

const envelope = new Set(['UNB', 'UNG', 'UNH', 'UNT', 'UNE', 'UNZ'])

/** Segments of those who are in no message, and not behind the place where one begins that is refused either. */
const lostOf = (
  { messages, findings }: Manifest,
  text: string,
  isTraveller: (role: string) => boolean
): readonly number[] => {
  const read = new Set(messages.flatMap(everybodyOn).map(({ segment }) => segment))
  const refused = new Set(
    findings.flatMap(({ severity, message, segment }) =>
      severity === 'reject' && messages[message ?? -1]?.isRejected ? segment : []
    )
  )
  const lost: number[] = []
  let isRefused = false
  const start = findInterchange(text)
  if (!start) return lost
  tokenize(text, start, segment => {
    const { tag, number } = segment
    if (envelope.has(tag)) isRefused = false
    if (refused.has(number)) isRefused = true
    const isOne = tag === 'NAD' && isTraveller(codeAt(segment, 1) ?? '')
    if (isOne && !isRefused && !read.has(number)) lost.push(number)
  })
  return lost
}

test('loses nobody: the NAD groups sent are persons read, persons reported, or in a message that is refused', () => {
  const piece = fc.constantFrom(
    ...segments.filter(segment => !/^(UN[^T]|NAD\+MS)/.test(segment)),
    'UNT+9+1',
    'NAD+FL+++DOE:JO',
    'NAD+FL',
    'NAD+FM+++:ANNA',
    'NAD+ZZZ',
    'NAD+++DOE',
    'BGM+266+CLOB',
    'TDT',
    'DOC',
    'DTM+329:X',
    'XXX+1'
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
      const head = [
        "UNB+UNOA:4+A+B+260511:0712+1'UNH+1+PAXLST:D:05B'BGM+745'TDT+20+YY1'LOC+125+OSL'"
      ]
      const text = [...head, ...pieces.map(segment => `${segment}'`), "UNT+1+1'UNZ+1+1'"].join('')
      const manifest = readPaxlst(Buffer.from(text, 'latin1'), { today })
      expect(lostOf(manifest, text, role => role !== 'MS')).toEqual([])
      for (const message of manifest.messages) {
        const ordinals = everybodyOn(message).map(({ ordinal }) => ordinal)
        expect(ordinals).toEqual(ordinals.map((_, at) => at + 1))
      }
    })
  )
})

test('loses nobody of a damaged message: every traveller is read or reported, or the message refused', () => {
  const travellers = new Set(['FL', 'FM', 'DDU', 'DDT'])
  fc.assert(
    fc.property(mutated, message => {
      const bytes = Buffer.from(message, 'latin1')
      const manifest = readPaxlst(bytes, { today })
      if (manifest.messages.length === 0) return // refused as a whole
      // As it arrives: half of a character of another set may be a release.
      const lost = lostOf(manifest, bytes.toString('latin1'), role => travellers.has(role))
      expect(lost).toEqual([])
    }),
    { numRuns: 2_000 }
  )
})

test('one damaged person changes no other', () => {
  const text = originals[0] ?? ''
  const [before, first, second = ''] = text.split(/(?=NAD\+(?:FL|DDU))/)
  const whole = readPaxlst(Buffer.from(text, 'latin1'), { today }).messages[0]?.persons[1]
  const damage = fc.array(
    fc.record({
      at: fc.integer({ min: 3, max: 900 }),
      text: fc.constantFrom('', '+', ':', '??', 'X', "'")
    }),
    { maxLength: 20 }
  )
  fc.assert(
    fc.property(damage, pieces => {
      const cut = pieces.reduce(
        (all, { at, text: piece }) => all.slice(0, at) + piece + all.slice(at + 1),
        (first ?? '').slice(0, -2)
      )
      const damaged = cut.replace(/\?+$/, '') // it would take the end of its segment along
      const [message] = readPaxlst(Buffer.from(`${before}${damaged}'\n${second}`, 'latin1'), {
        today
      }).messages
      const last = message?.persons.at(-1)
      expect({ ...last, ordinal: 2, segment: 0 }).toEqual({ ...whole, ordinal: 2, segment: 0 })
    })
  )
})

test('says nothing personal in a finding', () => {
  fc.assert(
    fc.property(mutated, text => {
      const { findings } = readPaxlst(Buffer.from(text, 'latin1'), { today })
      expect(findings.map(({ words }) => words).join()).not.toMatch(
        /TALLIS|MARLOWE|O'DELL|U77|7KD2QA/
      )
    })
  )
})

test('reads hostile input of the full size within the time of a test', () => {
  const head =
    "UNA:+.?*'UNB+UNOA:4+A+B+260511:0712+1'UNH+1+PAXLST:D:05B'BGM+745'TDT+20+YY1'LOC+125+OSL'"
  const size = 1_900_000
  const fill = (piece: string) => piece.repeat(Math.floor(size / piece.length))
  const twin = (at: number) => `NAD+FL+++DOE:JO'DOC+P+U1'LOC+180+:::T${at}'`
  const hostile = [
    fill('?'),
    fill('\r\n'),
    fill('*'),
    fill('+'),
    fill(':'),
    fill("NAD+MS+++A:B'COM+1:TE'"),
    fill("UNG+A'UNE+1'"),
    fill("UNH+1+PAXLST'"),
    fill("?'NAD+FL"),
    fill("NAD+A?'NAD+FL'"),
    fill("NAD+FL+++A*B:C*D'"),
    fill("CNT+42:1'"),
    fill("TDT+20+YY1'LOC+125+A'"),
    `NAD+FL+++${fill('A ')}'`,
    `NAD+FL+++DOE:JO'${fill("DOC+P+U'")}`,
    Array.from({ length: 2_000 }, (_, at) => twin(at)).join('')
  ]
  for (const body of hostile) expect(readPaxlst(Buffer.from(head + body), { today })).toBeDefined()
  for (const junk of ['U\n', 'UNA', 'UNA:+.? \n', 'UNB ']) {
    expect(readPaxlst(Buffer.from(fill(junk)), { today })).toBeDefined()
  }
})
