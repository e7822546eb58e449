import { describe, expect, test } from 'vitest'
import { agree } from './agree.ts'

const complete = { travellerLeft: 0, listedLeft: 0 }

describe('names of faith', () => {
  test.for([
    ['Dragovic', 'Edin', 'a given name that only looks like one'],
    ['Dragovic', 'Adin', 'another'],
    ['Uddin', 'Jamal', 'a name of faith that is the family name']
  ])('%s, %s agrees with its parts swapped: %s', ([family = '', given = '']) => {
    const listed = { family, given }
    const swapped = { family: given, given: family }
    for (const [a, b] of [
      [swapped, listed],
      [listed, swapped]
    ] as const) {
      expect(agree(a, b)).toMatchObject({ ...complete, agreeing: 2, swapped: true })
    }
    expect(agree({ full: `${family} ${given}` }, listed)).toMatchObject({
      ...complete,
      agreeing: 2
    })
    expect(agree({ full: `${given} ${family}` }, listed)).toMatchObject({
      ...complete,
      agreeing: 2
    })
  })

  test.for([
    'Saif al-Din',
    'Saifuddin',
    'Saif Uddin',
    'Sayf ad-Din',
    'Saif Eddine',
    'Saifeddine',
    'Saif-ud-Din'
  ])('%s is Saif al-Din', name => {
    for (const full of ['Saif al-Din', 'Saifuddin', 'Saif Uddin']) {
      expect(agree({ full: `${name} Kassar` }, { full: `${full} Kassar` })).toMatchObject({
        ...complete,
        agreeing: expect.toSatisfy((count: number) => count > 1)
      })
    }
  })

  test('an initial stands for the name before Uddin', () => {
    expect(agree({ full: 'J. Uddin' }, { full: 'Jamal Uddin' })).toMatchObject(complete)
  })

  test('Edin is no part of a name of faith', () => {
    expect(agree({ full: 'Dragovic Edin' }, { full: 'Dragovicuddin' }).agreeing).toBe(0)
  })
})
