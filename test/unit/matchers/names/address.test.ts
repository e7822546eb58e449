import { expect, test } from 'vitest'
import { withoutAddress } from '#matchers/names/address.ts'

test.for([
  ['王小明先生', '王小明', 'Chinese'],
  ['王小明 女士', '王小明 ', 'apart'],
  ['李明小姐', '李明', 'after two characters'],
  ['田中さん', '田中', 'Japanese'],
  ['さとう様', 'さとう', 'after kana'],
  ['김영희씨', '김영희', 'Korean'],
  ['นาย สมชาย ใจดี', 'สมชาย ใจดี', 'Thai, apart'],
  ['ด.ช.สมชาย ใจดี', 'สมชาย ใจดี', 'Thai, in short'],
  ['น.ส. กัญญา', 'กัญญา', 'the same for a woman']
] as const)('%s is %s: %s', ([full, name]) => {
  expect(withoutAddress({ full }).full).toBe(name)
  expect(withoutAddress({ family: '', given: full }).given).toBe(name)
})

test.for([
  '李先生',
  '先生',
  'アウンサン',
  '小姐',
  'นายสมชาย',
  'นาย',
  'นาย ก',
  'Wang',
  'ใจดี นาย',
  '씨'
])('leaves %s as it is', full => {
  expect(withoutAddress({ full }).full).toBe(full)
})
