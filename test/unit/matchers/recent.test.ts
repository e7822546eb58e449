import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRecent } from '#matchers/recent.ts'

const most = 4
const texts = fc.array(fc.constantFrom(...'AAABBCDEFGHIJKL'), { maxLength: 200, size: 'max' })

test('knows the last that were asked for, and has let go of what came before twice as many others', () => {
  fc.assert(
    fc.property(texts, asked => {
      const recent = createRecent<string>(most)
      asked.forEach((text, nth) => {
        const known = recent.get(text)
        const before = asked.lastIndexOf(text, nth - 1)
        const isNew = nth === 0 || before < 0
        const others = new Set(asked.slice(before + 1, nth)).size
        if (!isNew && others < most) expect(known).toBe(`of ${text}`)
        if (isNew || others >= 2 * most) expect(known).toBeUndefined()
        if (known === undefined) recent.keep(text, `of ${text}`)
      })
    })
  )
})
