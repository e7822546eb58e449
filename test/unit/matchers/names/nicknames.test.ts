import { describe, expect, test } from 'vitest'
import * as groups from '#matchers/names/nickname-groups.ts'
import { relatedNames } from '#matchers/names/nicknames.ts'

const areRelated = (one: string, other: string): boolean => relatedNames(one)?.has(other) ?? false

describe('short forms', () => {
  test.for([
    ['DIMA', 'DMITRII', 'as passports romanise it'],
    ['DIMA', 'DMITRIY', 'as it is read'],
    ['ZHENYA', 'EVGENII', 'without the Y of YEVGENY'],
    ['YURA', 'IURII', 'IU for YU'],
    ['IURA', 'YURI', 'in the short form too'],
    ['ALYOSHA', 'ALEKSEJ', 'as Germans and Czechs have it'],
    ['TANIA', 'TATYANA', 'IA for YA'],
    ['NATASHA', 'NATALIYA', 'a woman’s name'],
    ['EUGENE', 'EVGENII', 'the same name in another language'],
    ['GIANNIS', 'IOANNIS', 'Greek'],
    ['BASIL', 'VASILEIOS', 'Greek and English'],
    ['KASIA', 'KATARZYNA', 'Polish'],
    ['MEMO', 'GUILLERMO', 'Mexican'],
    ['MEMO', 'MEHMET', 'and Turkish'],
    ['JAAP', 'JACOBUS', 'Dutch'],
    ['VICKY', 'VICTORIA', 'English']
  ])('%s is %s: %s', ([short = '', name = '']) => {
    expect(areRelated(short, name)).toBe(true)
    expect(areRelated(name, short)).toBe(true)
  })

  test.for([
    ['SASHA', 'ALEKSANDR', 'ALEKSANDRA'],
    ['ALEX', 'ALEXANDER', 'ALEXEI'],
    ['SLAVA', 'VYACHESLAV', 'YAROSLAV'],
    ['SLAVA', 'VIACHESLAV', 'STANISLAV'],
    ['BETO', 'ROBERTO', 'ALBERTO'],
    ['MILLIE', 'EMILY', 'AMELIA'],
    ['DIMA', 'DMITRII', 'VADIM']
  ])('%s may be %s or %s, which are two names', ([short = '', one = '', other = '']) => {
    expect(areRelated(short, one)).toBe(true)
    expect(areRelated(short, other)).toBe(true)
    expect(areRelated(one, other)).toBe(false)
  })

  test('relate both ways, and no name to itself', () => {
    const names = Object.values(groups).flatMap(table => table.match(/[A-Z]+/g) ?? [])
    for (const name of names) {
      for (const other of relatedNames(name) ?? []) {
        expect(other).not.toBe(name)
        expect(areRelated(other, name), `${other}, ${name}`).toBe(true)
      }
    }
  })

  test('stand in groups of two names or more, each of capital letters', () => {
    for (const table of Object.values(groups)) {
      for (const group of table.trim().split(/\s*\|\s*/)) {
        expect(group).toMatch(/^[A-Z]{2,}(?: [A-Z]{2,})+$/)
      }
    }
  })

  test('of English names are spelled as English spells', () => {
    expect(areRelated('ROBERT', 'BOBBY')).toBe(true)
    expect(areRelated('ROBERT', 'BOBBII')).toBe(false)
  })
})

describe('Arabic names as they sound farther east', () => {
  test.for([
    ['LAITH', 'LAIS'],
    ['MUNDHIR', 'MONZER'],
    ['MUADH', 'MUAZ'],
    ['FADIL', 'FAZEL'],
    ['RIYAD', 'RIAZ'],
    ['QADI', 'QAZI'],
    ['KULTHUM', 'KALSOUM']
  ])('%s is %s', ([one = '', other = '']) => {
    expect(areRelated(one, other)).toBe(true)
    expect(areRelated(other, one)).toBe(true)
  })

  test.for([
    ['THAMIR', 'SAMIR'],
    ['DAHIR', 'ZAHIR'],
    ['NADIR', 'NAZIR'],
    ['GHAZI', 'QAZI']
  ])('%s and %s are names of their own', ([one = '', other = '']) => {
    expect(areRelated(one, other)).toBe(false)
  })
})
