import { readFileSync } from 'node:fs'
import { Compile } from 'typebox/compile'
import { expect, test } from 'vitest'
import { Authorities, authorityFor } from '#src/manifests/authority.ts'
import { listNamesAndReasons } from './leaks.ts'

const configured: unknown = JSON.parse(
  readFileSync(new URL('../../../config/authorities.json', import.meta.url), 'utf8')
)
const checker = Compile(Authorities)

const authorities = (() => {
  if (!checker.Check(configured)) throw new Error('config/authorities.json is not valid')
  return configured
})()

test('has a configuration that is valid', () => {
  expect(checker.Errors(configured)).toEqual([])
})

test('chooses the authority by the recipient of a manifest, the default for all others', () => {
  const utopia = { ...authorities.default, title: 'Utopia' }
  const all = { ...authorities, recipients: { UTOAPIS: utopia } }
  expect(authorityFor(all, 'utoapis')).toBe(utopia)
  expect(authorityFor(all, 'OTHER')).toBe(authorities.default)
  expect(authorityFor(all, 'constructor')).toBe(authorities.default)
  expect(authorityFor(all, undefined)).toBe(authorities.default)
})

test('never answers with words that tell of a list, an agency or a reason', () => {
  const { answers, missing, headerError } = authorities.default
  const words = [
    ...Object.values(answers).map(({ text }) => text),
    ...Object.values(missing),
    headerError.text
  ]
  expect(words.join('\n')).not.toMatch(listNamesAndReasons)
})

test.for([
  { change: { code: '0Z0Z0Z0Z0', text: 'OK' }, why: 'a code of nine characters' },
  { change: { code: '0z', text: 'OK' }, why: 'small letters in a code' },
  { change: { code: '0Z', text: "OK'UNT" }, why: 'a separator in the text' },
  { change: { code: '0Z' }, why: 'no text' }
])('refuses $why', ({ change }) => {
  const { answers } = authorities.default
  const broken = { ...authorities.default, answers: { ...answers, ok: change } }
  expect(checker.Check({ ...authorities, default: broken })).toBe(false)
})
