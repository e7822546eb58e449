import { expect, test } from 'vitest'
import { readBirthDate } from '#src/watchlist/import/un/birth-date.ts'
import { readDocument } from '#src/watchlist/import/un/document.ts'
import type { Element } from '#src/watchlist/import/un/elements.ts'

const element = (fields: Record<string, string>): Element => ({
  name: 'X',
  line: 1,
  text: '',
  children: Object.entries(fields).map(([name, text]) => ({ name, line: 1, text, children: [] }))
})
const [passport, id] = ['Passport', 'National Identification Number']

test.for([
  [
    'a label in the number',
    { TYPE_OF_DOCUMENT: passport, NUMBER: 'CAR diplomatic passport no. D00000800' },
    ['P', 'D00000800', 'CAF']
  ],
  [
    'the issuer after the number',
    { TYPE_OF_DOCUMENT: id, NUMBER: '403062000 (US)' },
    ['ID', '403062000', 'USA']
  ],
  [
    'the issuing state before the place',
    {
      TYPE_OF_DOCUMENT: passport,
      NUMBER: 'L335000',
      ISSUING_COUNTRY: 'Tunisia',
      COUNTRY_OF_ISSUE: 'Italy'
    },
    ['P', 'L335000', 'TUN']
  ],
  [
    'the place where no state is given',
    { TYPE_OF_DOCUMENT: passport, NUMBER: 'AAID00400', COUNTRY_OF_ISSUE: 'Guinea-Bissau' },
    ['P', 'AAID00400', 'GNB']
  ],
  [
    'the nationality of a number before the place',
    {
      TYPE_OF_DOCUMENT: passport,
      NUMBER: 'Russian foreign travel passport number 514440000',
      COUNTRY_OF_ISSUE: 'Egypt'
    },
    ['P', '514440000', 'RUS']
  ],
  [
    'the number in the second type',
    { TYPE_OF_DOCUMENT: id, TYPE_OF_DOCUMENT2: 'Residential card number 665' },
    ['RES', '665', undefined]
  ],
  [
    'the number in the note',
    { TYPE_OF_DOCUMENT: id, NOTE: 'SSN 156-00-0000 (United States of America)' },
    ['SSN', '156-00-0000', 'USA']
  ],
  [
    'the kind in the note',
    { TYPE_OF_DOCUMENT: id, NUMBER: 'DMOXXX70A01Z999Y', NOTE: 'Italian Fiscal Code' },
    ['CF', 'DMOXXX70A01Z999Y', 'ITA']
  ],
  [
    'a passport whatever the note says',
    { TYPE_OF_DOCUMENT: passport, NUMBER: 'DG5140000', NOTE: 'passport booklet number A2810000' },
    ['P', 'DG5140000', undefined]
  ],
  [
    'the issuer in the note',
    { TYPE_OF_DOCUMENT: passport, NUMBER: '0363000', NOTE: 'issued by Palestinian Authority' },
    ['P', '0363000', 'PSE']
  ],
  [
    'another language',
    { TYPE_OF_DOCUMENT: 'Número de pasaporte', NUMBER: 'X1' },
    ['P', 'X1', undefined]
  ]
] as const)('reads %s', ([, fields, [type, number, issuer]]) => {
  expect(readDocument(element(fields))?.document).toEqual({
    type,
    number,
    ...(issuer && { issuer })
  })
})

test('takes what the note says of a document that is not good any more', () => {
  const statusOf = (NOTE: string) =>
    readDocument(element({ TYPE_OF_DOCUMENT: passport, NUMBER: 'A1', NOTE }))?.document?.status
  expect(statusOf('officially cancelled as of 2013')).toBe('revoked')
  expect(statusOf('fraudulently obtained and since cancelled')).toBe('fraudulent')
  expect(statusOf('reported stolen')).toBe('stolen')
  expect(statusOf('expired on 1 Jan. 2001')).toBeUndefined()
})

test('warns of a document without a number and of an issuer that nobody knows', () => {
  expect(
    readDocument(element({ TYPE_OF_DOCUMENT: passport, NOTE: 'issued in 1993' }))
  ).toMatchObject({
    problem: 'documents: no number in it',
    note: 'Passport: issued in 1993'
  })
  const unknown = { TYPE_OF_DOCUMENT: passport, NUMBER: 'A1', ISSUING_COUNTRY: 'Atlantis' }
  expect(readDocument(element(unknown))?.problem).toBe('documents: the issuer is not known')
  expect(readDocument(element({}))).toBeUndefined()
})

test.for([
  [{ TYPE_OF_DATE: 'EXACT', DATE: '1970-02-03' }, ['1970-02-03']],
  [
    { TYPE_OF_DATE: 'APPROXIMATELY', DATE: '1970-02-03' },
    ['1970-02-03', { from: '1968', to: '1972' }]
  ],
  [{ TYPE_OF_DATE: 'APPROXIMATELY', YEAR: '1970' }, [{ from: '1968', to: '1972' }]],
  [
    { TYPE_OF_DATE: 'BETWEEN', FROM_YEAR: '1970', TO_YEAR: '1973', NOTE: 'Approximately' },
    [{ from: '1970', to: '1973' }]
  ],
  [{ TYPE_OF_DATE: 'EXACT', YEAR: '1958', NOTE: 'Sep.' }, ['1958-09']],
  [{ TYPE_OF_DATE: 'EXACT', DATE: '1978-04-04', NOTE: 'from false passport' }, ['1978-04-04']],
  [{ TYPE_OF_DATE: 'EXACT', NOTE: 'Nov. 1973' }, ['1973-11']],
  [{ TYPE_OF_DATE: '' }, []],
  [{ TYPE_OF_DATE: 'BETWEEN', FROM_YEAR: '1970' }, undefined],
  [{ TYPE_OF_DATE: 'EXACT', NOTE: '15/07/1390 (Hijri Calendar)' }, undefined]
] as const)('reads the birth date %j', ([fields, dates]) => {
  expect(readBirthDate(element(fields))).toEqual(dates)
})
