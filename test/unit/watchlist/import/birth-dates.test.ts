import { expect, test } from 'vitest'
import { readBirthDates } from '#src/watchlist/import/birth-dates.ts'

test.for([
  ['08 Sep 1966', ['1966-09-08']],
  ['8 September 1966', ['1966-09-08']],
  ['Sep 8, 1966', ['1966-09-08']],
  ['Sep. 1966', ['1966-09']],
  ['Sept 1966', ['1966-09']],
  ['1966', ['1966']],
  ['in 1966', ['1966']],
  ['1966-09-08', ['1966-09-08']],
  ['1966-9-8', ['1966-09-08']],
  ['1966/09/08', ['1966-09-08']],
  ['1966.09.08', ['1966-09-08']],
  ['19660908', ['1966-09-08']],
  ['1966-09-08T00:00:00.000Z', ['1966-09-08']],
  ['1966-09-08 00:00:00', ['1966-09-08']],
  ['1966-09-00', ['1966-09']],
  ['1966-00-00', ['1966']],
  ['09/1966', ['1966-09']],
  ['08-SEP-1966', ['1966-09-08']],
  ['08Sep1966', ['1966-09-08']],
  ['8th of September 1966', ['1966-09-08']],
  ['September 1st, 1966', ['1966-09-01']],
  ['~1957', [{ from: '1955', to: '1959' }]],
  ['1957?', [{ from: '1955', to: '1959' }]],
  ['1957 (approx.)', [{ from: '1955', to: '1959' }]],
  [
    'circa 1957 or 1960',
    [
      { from: '1955', to: '1959' },
      { from: '1958', to: '1962' }
    ]
  ],
  ['circa 1957', [{ from: '1955', to: '1959' }]],
  ['Approximately 1957', [{ from: '1955', to: '1959' }]],
  ['circa 07 Jul 1966', ['1966-07-07', { from: '1964', to: '1968' }]],
  ['circa 1979-1982', [{ from: '1979', to: '1982' }]],
  ['1957 to 1960', [{ from: '1957', to: '1960' }]],
  ['Jan 1957 to Mar 1958', [{ from: '1957-01', to: '1958-03' }]],
  ['01 Jan 1961 to 31 Dec 1962', [{ from: '1961-01-01', to: '1962-12-31' }]],
  ['between 1957 and 1960', [{ from: '1957', to: '1960' }]],
  ['Between Aug. and Sep. 1977', [{ from: '1977-08', to: '1977-09' }]],
  ['1957..1960', [{ from: '1957', to: '1960' }]],
  ['1957/1960', [{ from: '1957', to: '1960' }]],
  ['late 1960s', [{ from: '1965', to: '1969' }]],
  ['early 1960s', [{ from: '1960', to: '1964' }]],
  ["1960's", [{ from: '1960', to: '1969' }]],
  ['1960 or 1961', ['1960', '1961']]
] as const)('reads %s', ([phrase, dates]) => {
  expect(readBirthDates(phrase)).toEqual(dates)
})

test.for([
  ['01/02/1970', 'nobody knows which is the month'],
  ['01.02.1970', 'nobody knows which is the month'],
  ['01021970', 'nobody knows which is the month'],
  ['1970-01-01T22:00:00Z', 'midnight somewhere, of the day after'],
  ['1970-13-00', 'no such month'],
  ['1910/11', 'two years, or a month'],
  ['30-35 years old', 'no date'],
  ['15/07/1390 (Hijri Calendar)', 'another calendar'],
  ['31 Feb 1970', 'no such day'],
  ['1960 to 1950', 'backwards'],
  ['0001', 'nobody is that old'],
  ['sometime in spring', 'no year'],
  ['', 'nothing']
] as const)('does not guess at "%s": %s', ([phrase]) => {
  expect(readBirthDates(phrase)).toBeUndefined()
})
