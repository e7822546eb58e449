import { expect, test } from 'vitest'
import { remarkTokens } from '#src/watchlist/import/ofac/remark-tokens.ts'

test.for([
  ['plain remarks', 'DOB 1970; POB Iraq.', ['DOB 1970', 'POB Iraq']],
  [
    'a semicolon within an alias',
    "a.k.a. 'ONE; TWO'; DOB 1970.",
    ["a.k.a. 'ONE; TWO'", 'DOB 1970']
  ],
  [
    'apostrophes that are letters',
    "a.k.a. 'AL-MITHAL, Al-Hajj 'Abd'; POB 'Ayn, Syria; a.k.a. ''FOO''.",
    ["a.k.a. 'AL-MITHAL, Al-Hajj 'Abd'", "POB 'Ayn, Syria", "a.k.a. ''FOO''"]
  ],
  [
    'an alias that is never closed',
    "a.k.a. 'ONE; DOB 1970; a.k.a. 'TWO'",
    ["a.k.a. 'ONE", 'DOB 1970', "a.k.a. 'TWO'"]
  ],
  [
    'a semicolon within brackets',
    'Chief (since 1; 2); DOB 1970',
    ['Chief (since 1; 2)', 'DOB 1970']
  ],
  ['a bracket that is never closed', 'Chief (since 1; DOB 1970', ['Chief (since 1', 'DOB 1970']],
  ['nothing', ' ; .', []]
] as const)('tells remarks apart: %s', ([, text, tokens]) => {
  expect(remarkTokens(text)).toEqual(tokens)
})
