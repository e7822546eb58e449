import { describe, expect, test } from 'vitest'
import { easternKey } from '#matchers/names/eastern-key.ts'

describe('the eastern key', () => {
  test.each([
    ['ZEDONG', 'TSETUNG'],
    ['JINPING', 'CHINPING'],
    ['XIAO', 'HSIAO'],
    ['QIAN', 'CHIEN'],
    ['JIANG', 'CHIANG'],
    ['XIONG', 'HSIUNG'],
    ['XUE', 'HSUEH'],
    ['GUO', 'KUO'],
    ['ZHOU', 'CHOU'],
    ['CAI', 'TSAI'],
    ['SHI', 'SHIH']
  ])('is the same in pinyin and in Wade-Giles: %s, %s', (pinyin, wadeGiles) => {
    expect(easternKey(pinyin)).not.toBe('')
    expect(easternKey(wadeGiles)).toBe(easternKey(pinyin))
  })

  test.each([
    ['CHEOL', 'CHOL', 'JEOL'],
    ['HYEOK', 'HYOK', 'HYUK'],
    ['MYEONGJIN', 'MYONGCHIN', 'MYUNGJIN'],
    ['SEONG', 'SONG', 'SUNG'],
    ['YEONG', 'YONG', 'YOUNG'],
    ['JAE', 'CHAE', 'JAE']
  ])('is the same however Korean is romanised: %s, %s, %s', (revised, reischauer, usual) => {
    expect(easternKey(revised)).not.toBe('')
    expect(easternKey(reischauer)).toBe(easternKey(revised))
    expect(easternKey(usual)).toBe(easternKey(revised))
  })

  test.each([
    ['MIN', 'MING'],
    ['CHANG', 'CHONG'],
    ['LIN', 'LIM'],
    ['WANG', 'HUANG'],
    ['TAE', 'TA']
  ])('keeps apart what sounds different: %s, %s', (a, b) => {
    expect(easternKey(a)).not.toBe(easternKey(b))
  })

  test.each(['', 'A', 'SMITH', 'KRZYSZTOF', 'ALEXANDER', 'MOHAMMED', 'IVAN', 'XINJIANGREN'])(
    'is empty for a word that is not one or two such syllables: %s',
    word => {
      expect(easternKey(word)).toBe('')
    }
  )
})
