import { expect, test } from 'vitest'
import { readPaxlst } from '#src/manifests/paxlst/read-paxlst.ts'
import { paxlst, read, today } from '../build-paxlst.ts'

const named = (syntax: string, name: string) =>
  paxlst({ persons: [`NAD+FL+++${name}:JÖRG`] }).replace('UNOA', syntax)

test.for([
  { syntax: 'UNOC', encoding: 'latin1', warns: false, why: 'Latin-1 as declared' },
  { syntax: 'UNOY', encoding: 'utf8', warns: false, why: 'UTF-8 as declared' },
  { syntax: 'UNOW', encoding: 'utf8', warns: false, why: 'UTF-8 under its other name' },
  { syntax: 'UNOA', encoding: 'utf8', warns: true, why: 'UTF-8 where only ASCII is declared' },
  { syntax: 'UNOB', encoding: 'latin1', warns: true, why: 'Latin-1 where only ASCII is declared' },
  { syntax: 'UNOC', encoding: 'utf8', warns: true, why: 'UTF-8 where Latin-1 is declared' },
  { syntax: 'UNOY', encoding: 'latin1', warns: true, why: 'Latin-1 where UTF-8 is declared' }
] as const)('decodes $why', ({ syntax, encoding, warns }) => {
  const { messages, findings } = read(named(syntax, 'MÜLLER'), {}, encoding)
  expect(messages[0]?.persons[0]?.sent).toEqual({ family: 'MÜLLER', given: ['JÖRG'] })
  expect(findings.some(({ code }) => code === 'character_set_differs')).toBe(warns)
})

test.for([
  { cut: 'ABÉ', read: 'AB\xc3', why: 'the only letter that is not ASCII' },
  { cut: 'ÄBÉ', read: 'ÄB', why: 'the last of several' }
])('a name that is cut within a letter changes no other: $why', ({ cut, read: expected }) => {
  const persons = ['NAD+FL+++MÜLLER', `NAD+FL+++${cut}`]
  const bytes = Buffer.from(paxlst({ persons }).replace('UNOA', 'UNOY'))
  const at = bytes.indexOf(cut) + Buffer.byteLength(cut) - 1
  const { messages, findings } = readPaxlst(
    Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]),
    { today }
  )
  const [message] = messages
  const everybody = [
    ...(message?.persons ?? []),
    ...(message?.unreadable ?? []).map(one => one.person)
  ]
  expect(everybody.map(({ sent }) => sent.family)).toEqual(['MÜLLER', expected])
  expect(findings.map(({ code }) => code)).toContain('character_set_differs')
})

test('a text that is cut at the limit changes no name', () => {
  const persons = ['NAD+FL+++MÜLLER', `FTX+ZZZ+++${'A'.repeat(511)}${'É'.repeat(20)}`]
  const { messages } = read(paxlst({ persons }).replace('UNOA', 'UNOY'), {}, 'utf8')
  const [message] = messages
  const everybody = [
    ...(message?.persons ?? []),
    ...(message?.unreadable ?? []).map(one => one.person)
  ]
  expect(everybody.map(({ sent }) => sent.family)).toEqual(['MÜLLER'])
})

test('decodes the other parts of ISO 8859 by their names', () => {
  const text = named('UNOE', '@@').replace('JÖRG', '')
  const bytes = Buffer.from(text.replace('@@', '\xb8\xb2\xb0\xbd'), 'latin1')
  const { messages } = read(bytes.toString('latin1'), {}, 'latin1')
  expect(messages[0]?.persons[0]?.sent.family).toBe('ИВАН')
})

test.for([
  { encoding: 'utf8', family: 'כהן', why: 'UTF-8' },
  { encoding: 'latin1', family: 'MÜLLER', why: 'Latin-1' }
] as const)(
  'says that bytes are not in the declared part of ISO 8859, and replaces none: $why',
  ({ encoding, family }) => {
    const { messages, findings } = read(named('UNOJ', family).replace('JÖRG', ''), {}, encoding)
    expect(messages[0]?.persons[0]?.sent.family).toBe(family)
    expect(findings.map(({ code }) => code)).toContain('character_set_differs')
  }
)

test.for([
  { syntax: 'UNOD', warns: false, why: 'another part of ISO 8859 is declared' },
  { syntax: 'UNOC', warns: false, why: 'Latin-1 is declared' },
  { syntax: 'UNOA', warns: true, why: 'only ASCII is declared' }
])('takes what came as text for what it says where $why', ({ syntax, warns }) => {
  const { messages, findings } = read(named(syntax, 'KOVAČ'), { isText: true })
  expect(messages[0]?.persons[0]?.sent).toEqual({ family: 'KOVAČ', given: ['JÖRG'] })
  expect(findings.some(({ code }) => code === 'character_set_differs')).toBe(warns)
})

test('decodes repetitions too', () => {
  const text = `UNA:+.?*'${paxlst({ persons: ['NAD+FL+++DOE', 'RFF+AVF:A*ABO:Ü1'] })}`
  expect(read(text).messages[0]?.persons[0]).toMatchObject({ locator: 'A', reference: 'Ü1' })
})

test('does not mind what a footer is written in', () => {
  const { findings } = read(`${paxlst()}\r\nGrüße`, {}, 'latin1')
  expect(findings).toEqual([])
})

test('reads capital letters in other scripts', () => {
  const { messages } = read(named('UNOY', 'ИВАНОВ'))
  expect(messages[0]?.persons[0]?.names[0]).toEqual({ family: 'ИВАНОВ', given: 'JÖRG' })
})
