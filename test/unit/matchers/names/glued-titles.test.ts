import { expect, test } from 'vitest'
import { withoutTitle } from '#matchers/names/glued-titles.ts'

test.for([
  ['HANSMR', 'HANS'],
  ['HANSPETERMR', 'HANSPETER'],
  ['ALIMR', 'ALI'],
  ['ANNAMRS', 'ANNA'],
  ['LISAMISS', 'LISA'],
  ['TIMMSTR', 'TIM'],
  ['ALEXMR', 'ALEX'],
  ['HANSPROF', 'HANS'],
  ['HANSMRDR', 'HANS'],
  ['HANSPROFDR', 'HANS']
] as const)('%s is %s too', ([word, name]) => {
  expect(withoutTitle(word)).toEqual([name, word])
})

test.for(
  'MR MRS MISS AMR OMR SAMR NIMR GHAMR SHIMR ALAMR ALNIMR ELNIMR ABUAMR BENAMR BINAMR WILLIAMS JAMES ALEXANDR HANS'.split(
    ' '
  )
)('%s is itself', word => {
  expect(withoutTitle(word)).toEqual([word])
})
