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
    ['ZHIWEI', 'CHIHWEI'],
    ['ZHIYUAN', 'CHIHYUAN'],
    ['SHIYING', 'SHIHYING'],
    ['JIAYING', 'CHIAYING'],
    ['XIAOYU', 'HSIAOYU'],
    ['HAIYAN', 'HAIYEN'],
    ['GUOYING', 'KUOYING'],
    ['XUEYING', 'HSUEHYING'],
    ['JIEYU', 'CHIEHYU'],
    ['ZHAOYI', 'CHAOI'],
    ['SHUYI', 'SHUI'],
    ['ZHIWU', 'CHIHWU']
  ])('is the same where two syllables meet in vowels: %s, %s', (pinyin, wadeGiles) => {
    expect(easternKey(pinyin)).not.toBe('')
    expect(easternKey(wadeGiles)).toBe(easternKey(pinyin))
  })

  test.each([
    ['SIYUAN', 'SSUYUAN', 'SZUYUAN'],
    ['ZIYING', 'TZUYING', 'TZUYING'],
    ['ZIMING', 'TZUMING', 'TZUMING']
  ])('knows the vowel of SSU, SZU and TZU: %s, %s, %s', (pinyin, wadeGiles, usual) => {
    expect(easternKey(pinyin)).not.toBe('')
    expect(easternKey(wadeGiles)).toBe(easternKey(pinyin))
    expect(easternKey(usual)).toBe(easternKey(pinyin))
  })

  test.each([
    ['CHEOL', 'CHOL', 'JEOL'],
    ['HYEOK', 'HYOK', 'HYUK'],
    ['MYEONGJIN', 'MYONGCHIN', 'MYUNGJIN'],
    ['SEONG', 'SONG', 'SUNG'],
    ['YEONG', 'YONG', 'YOUNG'],
    ['JAE', 'CHAE', 'JAE'],
    ['JIYEON', 'CHIYON', 'JIYOUN'],
    ['SUYEONG', 'SUYONG', 'SOOYOUNG'],
    ['HAEUN', 'HAUN', 'HAEUN'],
    ['JIEUN', 'CHIUN', 'JIEUN'],
    ['JIU', 'CHIU', 'JIWOO'],
    ['SUA', 'SUA', 'SOOAH'],
    ['JIHYEON', 'CHIHYON', 'JIHYUN'],
    ['JIHYE', 'CHIHYE', 'JIHYE'],
    ['JIWON', 'CHIWON', 'JIWEON']
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
    ['TAE', 'TA'],
    ['JIHYEON', 'JIYEON'],
    ['SEOHYUN', 'SEOYUN'],
    ['JIAYI', 'JIAYING'],
    ['XIAOYU', 'XIAOYUN'],
    ['YAWEN', 'YUWEN'],
    ['JAEUN', 'JUN']
  ])('keeps apart what sounds different: %s, %s', (a, b) => {
    expect(easternKey(a)).not.toBe(easternKey(b))
  })

  test.each([
    '',
    'A',
    'SMITH',
    'KRZYSZTOF',
    'ALEXANDER',
    'MOHAMMED',
    'IVAN',
    'XINJIANGREN',
    'MARIANO',
    'JIAYINGMING',
    'AEIOUY'
  ])('is empty for a word that is not one or two such syllables: %s', word => {
    expect(easternKey(word)).toBe('')
  })
})
