import { expect, test } from 'vitest'
import {
  defaultCharacters,
  findInterchange,
  mentionsInterchange
} from '#src/manifests/edifact/service-characters.ts'

const plain = { decimal: '.', component: ':', element: '+', release: '?', terminator: "'" }

test.for([
  { text: "UNA:+.? 'UNB+UNOA:4", expected: plain, why: 'the usual ones, written out' },
  { text: "UNB+UNOA:4+A+B'", expected: defaultCharacters, why: 'the usual ones by default' },
  { text: "UNB+UN\r\nOA\r\n:4+A+B'", expected: defaultCharacters, why: 'a wrap inside UNOA' },
  { text: "UNB+UNOA :4+A+B'", expected: defaultCharacters, why: 'a blank behind UNOA' },
  { text: "UNB + UNOA\r\n :4+A+B'", expected: defaultCharacters, why: 'blanks and a wrap' },
  { text: "UNB+UNOA+A+B'", expected: defaultCharacters, why: 'no version of the syntax' },
  {
    text: 'UNA:*.? #UNB*UNOA:4',
    expected: { ...plain, element: '*', terminator: '#' },
    why: 'a star between elements'
  },
  {
    text: "UNA:-.? '\r\nUNB-UNOA:4",
    expected: { ...plain, element: '-' },
    why: 'a hyphen, and a line break before UNB'
  },
  {
    text: 'UNA:(.) -UNB(UNOA:4',
    expected: { ...plain, element: '(', release: ')', terminator: '-' },
    why: 'brackets'
  },
  {
    text: 'UNA:+.\\*$   UNB+UNOA:4',
    expected: { ...plain, release: '\\', repetition: '*', terminator: '$' },
    why: 'a repetition separator that is named, and blanks before UNB'
  },
  {
    text: "UNA:+.?'UNB+UNOA:4",
    expected: plain,
    why: 'the blank cut by a mail program'
  },
  {
    text: "UNA:+.  'UNB+UNOA:4",
    expected: { component: ':', element: '+', decimal: '.', terminator: "'" },
    why: 'no release character'
  },
  {
    text: "QP UNABCXH\r\n.HDQ\r\n\x02U\r\nNA:+.? 'UN\r\nB+UNOA:4",
    expected: plain,
    why: 'an address that looks like UNA before it, and wraps inside both tags'
  }
])('reads the service characters: $why', ({ text, expected }) => {
  const start = findInterchange(text)
  expect(start?.characters).toEqual(expected)
  expect(text.slice(start?.at).replaceAll(/\s/g, '')).toMatch(/^UNB/)
})

test.for([
  { una: "UNA:+.? '", unb: 'UNB+UNOA:4', expected: plain },
  {
    una: 'UNA:*.\\|#',
    unb: 'UNB*UNOA:4',
    expected: { ...plain, element: '*', release: '\\', repetition: '|', terminator: '#' }
  }
])('reads $una wherever a relay wraps it', ({ una, unb, expected }) => {
  for (let at = 1; at <= una.length; at++) {
    const text = `${una.slice(0, at)}\r\n${una.slice(at)}${unb}`
    expect(findInterchange(text)).toEqual({ at: una.length + 2, characters: expected })
  }
})

test('finds nothing in line breaks without end, in time', () => {
  for (const before of ['UNA:+.?', 'UNA:+.? ', 'UNB+UNOA', 'UNB+UNO', 'UNB', 'UNA']) {
    expect(findInterchange(`${before}${'\r\n'.repeat(1_000_000)}`)).toBeUndefined()
  }
})

test.for([
  { text: '', why: 'nothing' },
  { text: '{"sender":"UNB"}', why: 'another format' },
  { text: "UNB*UNOA:4*A*B'", why: 'other separators without saying so' },
  { text: "UNA:::? 'UNB:UNOA:4", why: 'one character for two purposes' },
  { text: "UNAAB.? 'UNBBUNOA:4", why: 'letters as separators' }
])('finds no interchange in $why', ({ text }) => {
  expect(findInterchange(text)).toBeUndefined()
})

test('tells damaged separators from no interchange at all', () => {
  expect(mentionsInterchange("UNB*UNOA:4*A'")).toBe(true)
  expect(mentionsInterchange('hello')).toBe(false)
})

test('takes the interchange that begins first, and one behind an offset', () => {
  const text = "UNB+UNOA:4+A'UNZ+1+1'UNA:*.? #UNB*UNOA:4*B#"
  expect(findInterchange(text)?.at).toBe(0)
  expect(findInterchange(text, 5)?.characters.element).toBe('*')
})
