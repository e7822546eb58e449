import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '#src/domain/canonical.ts'

test.for([
  { value: { b: 1, a: 2 }, expected: '{"a":2,"b":1}', why: 'keys are sorted' },
  {
    value: { a: { d: 1, c: [{ f: 1, e: 2 }] } },
    expected: '{"a":{"c":[{"e":2,"f":1}],"d":1}}',
    why: 'at every depth'
  },
  {
    value: { a: undefined, b: null },
    expected: '{"b":null}',
    why: 'undefined is absent, null is a value'
  },
  { value: [3, 1, 2], expected: '[3,1,2]', why: 'the order of a list means something' },
  { value: undefined, expected: 'null', why: 'nothing is still a text' },
  { value: 'é', expected: '"é"', why: 'text is not escaped' }
])('writes one text for one value: $why', ({ value, expected }) => {
  expect(canonicalJson(value)).toBe(expected)
})

const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  const pairs = Object.entries(value).reverse()
  return Object.fromEntries(pairs.map(([key, inner]) => [key, reversed(inner)]))
}

test('writes equal text for equal values, whatever the order of their keys', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), value => {
      expect(canonicalJson(reversed(value))).toBe(canonicalJson(value))
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
    })
  )
})

test('writes the same where all is in order already', () => {
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      const text = canonicalJson(value)
      expect(canonicalJson(JSON.parse(text))).toBe(text)
    })
  )
})
