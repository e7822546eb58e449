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
    ['Omar Altikriti', 'Omar al-Tikriti'],
    ['Ali Binsaleh', 'Ali Ben Salah'],
    ['Karim Benyoucef', 'Karim bin Yusuf'],
    ['Aboubacar Diop', 'Abu Bakr Diop'],
    ['Abulhassan Diop', 'Abu al-Hasan Diop']
  ])('%s is %s, either way', ([joined = '', parted = '']) => {
    const complete = { agreeing: 2, travellerLeft: 0, listedLeft: 0 }
    expect(agree({ full: joined }, { full: parted })).toMatchObject(complete)
    expect(agree({ full: parted }, { full: joined })).toMatchObject(complete)
  })

  test('what else precedes a word is not joined to it', () => {
    expect(agree({ full: 'Juandela Cruz' }, { full: 'Juan de la Cruz' }).agreeing).toBe(1)
  })

  test('what only begins like a particle is left whole', () => {
    expect(agree({ full: 'Benjamin Okoro' }, { full: 'Jamin Okoro' }).agreeing).toBe(1)
    expect(agree({ full: 'Ximena Binliang' }, { full: 'Ximena Liang' }).agreeing).toBe(1)
  })

  test.for([
    ['Inam ul Haq', 'Inamul Haque'],
    ['Zia ul Haq', 'Ziaul Haque'],
    ['Shams ul Huda', 'Shamsul Huda'],
    ['Shafiq ul Islam', 'Shafeequl Islam'],
    ['Fazal ur Rehman', 'Fazlur Rahman'],
    ['Harun ar-Rashid', 'Harunur Rashid'],
    ['Asad uz Zaman', 'Asaduz Zaman']
  ])('%s is %s: an article joined to the word before it', ([parted = '', joined = '']) => {
    const complete = { agreeing: 2, travellerLeft: 0, listedLeft: 0 }
    expect(agree({ full: joined }, { full: parted })).toMatchObject(complete)
    expect(agree({ full: parted }, { full: joined })).toMatchObject(complete)
  })

  test.for([
    ['Songul Demir', 'Song Demir'],
    ['Jichul Gim', 'Jich Gim'],
    ['Raul Ortega', 'Ra Ortega'],
    ['Mansur Rahimov', 'Mans Rahimov']
  ])('%s is not %s: no article follows the name', ([one = '', other = '']) => {
    expect(agree({ full: one }, { full: other }).agreeing).toBe(1)
  })
})
