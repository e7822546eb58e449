import { expect, test } from 'vitest'
import { partedName, tokensOf } from '#matchers/names/tokens.ts'

test.for([
  ['O’Brien, Jean-Pierre', ['OBrien', 'Jean', 'Pierre'], 'an apostrophe and a hyphen'],
  ['حسین\u200cزاده', ['حسینزاده'], 'letters that are not joined'],
  ['ප්\u200dරේම', ['ප්රේම'], 'letters that are joined'],
  ['Mül\u00adler', ['Müller'], 'a place where a line may end'],
  ['Mül\ufeffler\u2060', ['Müller'], 'marks that nobody sees'],
  ['สม\u200bชาย', ['สม', 'ชาย'], 'a gap that nobody sees'],
  ['Гагарин Ю.А.', ['Гагарин', 'Ю', 'А'], 'initials of another script'],
  ['Gagarin Yu. A.', ['Gagarin', 'Ю', 'A'], 'an initial of two letters'],
  ['Shcherbakov Ch.K.', ['Shcherbakov', 'Ч', 'K'], 'another'],
  ['Papadakis Th.', ['Papadakis', 'T'], 'one at the end'],
  ['Chr. Andersen', ['C', 'Andersen'], 'one of three letters'],
  ['Li Yu.', ['Li', 'Yu'], 'a name at the end'],
  ['Md. Rahman', ['Md', 'Rahman'], 'an abbreviation that is none'],
  ['Leach. Ruth.', ['Leach', 'Ruth'], 'ends of words'],
  ['IG0R Smith no given name', ['IGOR', 'Smith'], 'a digit, and a name that is said to be missing']
] as const)('%s is read %j: %s', ([text, words]) => {
  expect(tokensOf(text)).toEqual(words)
})

test('what Persian writes together may be parted', () => {
  expect(partedName({ full: 'رضا حسین\u200cزاده' })).toMatchObject({ full: 'رضا حسین زاده' })
  expect(partedName({ family: 'حسین\u200cزاده', given: 'رضا' })).toMatchObject({
    family: 'حسین زاده',
    given: 'رضا'
  })
  expect(partedName({ full: 'ചന്ദ്രന്\u200d' })).toBeUndefined()
  expect(partedName({ full: 'Reza' })).toBeUndefined()
})
