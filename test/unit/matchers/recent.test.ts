import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRecent } from '#matchers/recent.ts'

const most = 4
const texts = fc.array(fc.constantFrom(...'ABCDEFGHIJKLMNOP'), { maxLength: 60 })

/** Asks for each, keeping what is not known; gives for each whether it was. */
const ask = (asked: readonly string[]) => {
  const recent = createRecent<string>(most)
  return asked.map(text => {
    const known = recent.get(text)
    if (known === undefined) recent.keep(text, `of ${text}`)
    else expect(known).toBe(`of ${text}`)
    return known !== undefined
  })
}

test('knows all of the last that were asked for', () => {
  fc.assert(
    fc.property(texts, asked => {
      const wasKnown = ask(asked)
      asked.forEach((text, nth) => {
        const before = asked.slice(0, nth).lastIndexOf(text)
        const since = new Set(asked.slice(before + 1, nth))
        if (before >= 0 && since.size < most) expect(wasKnown[nth], text).toBe(true)
      })
    })
  )
})

test('has let go of what was asked for before twice as many others', () => {
  fc.assert(
    fc.property(texts, asked => {
      const wasKnown = ask(asked)
      asked.forEach((text, nth) => {
        const before = asked.slice(0, nth).lastIndexOf(text)
        const since = new Set(asked.slice(before + 1, nth))
        if (before < 0 || since.size >= 2 * most) expect(wasKnown[nth], text).toBe(false)
      })
    })
  )
})
