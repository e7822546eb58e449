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

  test.for([
    ['Najeeb Ullah', 'Najibullah'],
    ['Amanullah', 'Aman Ulla'],
    ['Hibat Allah', 'Haibatullah'],
    ['Obaid Ul-lah', 'Ubaidullah'],
    ['Nasr Allah', 'Nasrallah'],
    ['هبت الله', 'Hibatullah']
  ])('%s is %s, either way', ([parted = '', joined = '']) => {
    for (const [a, b] of [
      [parted, joined],
      [joined, parted]
    ] as const) {
      expect(agree({ full: `${a} Lodin` }, { full: `${b} Lodin` })).toMatchObject({
        ...complete,
        agreeing: 2
      })
    }
  })

  test('Ullah is a family name too', () => {
    const listed = { family: 'Ullah', given: 'Najeeb' }
    const swapped = { family: 'Najeeb', given: 'Ullah' }
    expect(agree(swapped, listed)).toMatchObject({ ...complete, agreeing: 2, swapped: true })
  })

  test('Abd Allah is Abdullah still, and Mrs Ullah nobody else', () => {
    expect(agree({ full: 'Abd Allah Lodin' }, { full: 'Abdullah Lodin' })).toMatchObject(complete)
    expect(agree({ full: 'Mrs Ullah Lodin' }, { full: 'Ullah Lodin' })).toMatchObject(complete)
  })

  test.for([
    ['Habib-ur-Rehman Khan', 'Habiburrahman Khan'],
    ['Habibur Rahman Khan', 'Habiburehman Khan'],
    ['Fazal ur Rehman Popal', 'Fazlurrahman Popal'],
    ['Saif al-Islam Qutuz', 'Seifelislam Qutuz'],
    ['Zia ul Haq Qutuz', 'Ziaulhaque Qutuz'],
    ['Badi al-Zaman Foruzan', 'Badiuzzaman Foruzan'],
    ['Asad uz Zaman Khokhar', 'Asadujjaman Khokhar'],
    ['Zain al-Abidin Khokhar', 'Zaynulabidin Khokhar'],
    ['Ghulam Husain Mohseni', 'Gholamhossein Mohseni'],
    ['غلامرضا تختی', 'Gholamreza Takhti']
  ])('%s is %s, either way', ([parted = '', joined = '']) => {
    expect(agree({ full: parted }, { full: joined })).toMatchObject(complete)
    expect(agree({ full: joined }, { full: parted })).toMatchObject(complete)
  })

  test('what names of faith belong to still tells them apart', () => {
    const habib = { full: 'Habiburrahman Khan' }
    expect(agree({ full: 'Azizurrahman Khan' }, habib).contradictions).toBe(1)
    expect(agree({ full: 'Aziz ur Rahman Khan' }, habib).contradictions).toBe(1)
    expect(agree({ full: 'Najib Ullah Khan' }, { full: 'Hamidullah Khan' }).contradictions).toBe(1)
  })
})
