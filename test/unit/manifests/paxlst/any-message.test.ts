import fc from 'fast-check'
import { Compile } from 'typebox/compile'
import { expect, test } from 'vitest'
import { Journey, Traveller } from '#src/domain/traveller.ts'
import { codeAt } from '#src/manifests/edifact/segment.ts'
import { findInterchange } from '#src/manifests/edifact/service-characters.ts'
import { tokenize } from '#src/manifests/edifact/tokenize.ts'
import type { Manifest } from '#src/manifests/manifest.ts'
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

test('loses nobody: persons read and persons reported are the NAD groups sent', () => {
  const piece = fc.constantFrom(
    ...segments.filter(segment => !/^(UN|NAD\+MS)/.test(segment)),
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
      const [message] = readPaxlst(Buffer.from(text, 'latin1'), { today }).messages
      const groups = pieces.filter(segment => segment.startsWith('NAD')).length
      const { persons = [], unreadable = [] } = message ?? {}
      expect(persons.length + unreadable.length).toBe(groups)
      const ordinals = [...persons, ...unreadable.map(({ person }) => person)].map(p => p.ordinal)
      expect(ordinals.toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: groups }, (_, at) => at + 1)
      )
    })
  )
})

const travellers = new Set(['FL', 'FM', 'DDU', 'DDT'])

test('loses nobody of a damaged message: every traveller is read or reported, or the message refused', () => {
  fc.assert(
    fc.property(mutated, message => {
      const bytes = Buffer.from(message, 'latin1')
      const manifest = readPaxlst(bytes, { today })
      // As it arrives: half of a character of another set may be a release.
      const text = bytes.toString('latin1')
      const start = findInterchange(text)
      const isRefused = manifest.messages.some(({ isRejected }) => isRejected)
      if (!start || isRefused || manifest.messages.length === 0) return
      let groups = 0
      tokenize(text, start, segment => {
        if (segment.tag === 'NAD' && travellers.has(codeAt(segment, 1) ?? '')) groups++
      })
      const read = manifest.messages.flatMap(({ persons, unreadable }) => [
        ...persons,
        ...unreadable
      ])
      const outside = manifest.findings.filter(({ code }) => code === 'person_outside_message')
      expect(read.length + outside.length).toBeGreaterThanOrEqual(groups)
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
