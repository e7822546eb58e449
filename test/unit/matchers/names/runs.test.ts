import { describe, expect, test } from 'vitest'
import { agree } from './agree.ts'

describe('particles written as one with the word that they precede', () => {
  test.for([
    ['Juan Delacruz', 'Juan de la Cruz'],
    ['Juan Lacruz', 'Juan de la Cruz'],
    ['Pieter Vanderberg', 'Pieter van der Berg'],
    ['Pieter Van Derberg', 'Pieter van der Berg'],
    ['Pieter Vanderburg', 'Pieter van der Berg'],
    ['Omar Abualhassan', 'Omar Abu al-Hassan'],
    ['Omar Abu Alhassan', 'Omar Abu al-Hassan'],
    ['Maria Delossantos', 'Maria de los Santos'],
    ['Omar Altikriti', 'Omar al-Tikriti']
  ])('%s is %s, either way', ([joined = '', parted = '']) => {
    const complete = { agreeing: 2, travellerLeft: 0, listedLeft: 0 }
    expect(agree({ full: joined }, { full: parted })).toMatchObject(complete)
    expect(agree({ full: parted }, { full: joined })).toMatchObject(complete)
  })

  test('what else precedes a word is not joined to it', () => {
    expect(agree({ full: 'Juandela Cruz' }, { full: 'Juan de la Cruz' }).agreeing).toBe(1)
  })
})
