import { expect, test } from 'vitest'
import { readRemarks } from '#src/watchlist/import/ofac/remarks.ts'

const documentsIn = (text: string) => readRemarks(text).documents

test.for([
  ['Passport A1234567 (Iran) issued 26 May 1999 expires 25 May 2004', 'P', 'A1234567', 'IRN'],
  ['alt. Passport RL 1794000 (Lebanon)', 'P', 'RL 1794000', 'LBN'],
  ['Diplomatic Passport 008000 (Iran) issued 1999', 'P', '008000', 'IRN'],
  ['British National Overseas Passport 750200000 (United Kingdom)', 'P', '750200000', 'GBR'],
  ['alt. Passport Booklet: A5190000 (Pakistan)', 'BOOKLET', 'A5190000', 'PAK'],
  ['Travel Document Number A0020000 (Germany)', 'T', 'A0020000', 'DEU'],
  ['Cedula No. 16.247.000 (Colombia)', 'CEDULA', '16.247.000', 'COL'],
  ['National ID No. CNIC: 35202-5400000-9 (Pakistan)', 'ID', '35202-5400000-9', 'PAK'],
  ['C.U.R.P. # DEMO400101XXXXXX00 (Mexico)', 'CURP', 'DEMO400101XXXXXX00', 'MEX'],
  ['RFC DEMO-600101-XX1 (Mexico)', 'RFC', 'DEMO-600101-XX1', 'MEX'],
  ['D.N.I. 78.865.000 (Spain)', 'DNI', '78.865.000', 'ESP'],
  ['NIT # 16215000-1 (Colombia)', 'NIT', '16215000-1', 'COL'],
  ['SSN 523-00-0000 (United States)', 'SSN', '523-00-0000', 'USA'],
  ['Identification Number AO 2870000 (Italy) expires 30 Oct 2012', 'ID', 'AO 2870000', 'ITA'],
  ["Driver's License No. N36060000 (Mexico)", 'DL', 'N36060000', 'MEX'],
  ['Tax ID No. 02680000-E (Spain)', 'TAX', '02680000-E', 'ESP'],
  ['Italian Fiscal Code: DMOXXX70A01Z999X', 'CF', 'DMOXXX70A01Z999X', 'ITA'],
  ['Electoral Registry No. 22940000 (Venezuela)', 'VOTER', '22940000', 'VEN'],
  ['Kenyan ID No. 12770000', 'ID', '12770000', 'KEN'],
  ["Citizen's Card Number 211226190012150000 (China)", 'ID', '211226190012150000', 'CHN'],
  ['Residency Number 117000430000 (Costa Rica)', 'RES', '117000430000', 'CRI'],
  ['Birth Certificate Number 365', 'BIRTH', '365', undefined]
] as const)('reads %s', ([text, type, number, issuer]) => {
  expect(documentsIn(text)).toEqual([{ type, number, ...(issuer && { issuer }) }])
})

test.for([
  'Phone Number 555123456',
  'Chinese Commercial Code 1728 4320',
  'Linked To: EXAMPLE 123 SA',
  'Commander of the 555th Regiment',
  'arrested 23 Apr 2002',
  'Email Address someone1970@example.org'
])('finds no document in "%s"', remark => {
  const { documents, others } = readRemarks(remark)
  expect([documents, others]).toEqual([[], [remark]])
})

test('keeps the whole remark where it says more than the document can hold', () => {
  expect(readRemarks('Passport A1 (Iran) issued 1999').others).toEqual([
    'Passport A1 (Iran) issued 1999'
  ])
  expect(readRemarks('Diplomatic Passport A1 (Iran)').others).toEqual([
    'Diplomatic Passport A1 (Iran)'
  ])
  expect(readRemarks('Passport A1 (Iran)').others).toEqual([])
})

test('warns of an issuer that nobody knows, and keeps the number', () => {
  const { documents, warnings } = readRemarks('Passport A1 (Atlantis)')
  expect(documents).toEqual([{ type: 'P', number: 'A1' }])
  expect(warnings).toEqual(['documents: the issuer is not known'])
})

test('warns of numbers that are too long, of sexes and aliases that are none', () => {
  const long = `Passport ${'1'.repeat(61)} (Iran)`
  expect(readRemarks(`${long}; Gender Both; a.k.a. '11'`).warnings).toEqual([
    'documents: the number is too long',
    'sex: not understood',
    'names: an alias without letters'
  ])
})

test('reads names in quotes as weak', () => {
  expect(readRemarks("a.k.a. 'THE EXAMPLE'; f.k.a. 'VERLANE, Oz'; n.k.a. ''OZZY''").names).toEqual([
    { full: 'THE EXAMPLE', quality: 'weak' },
    { family: 'VERLANE', given: 'Oz', quality: 'weak' },
    { full: 'OZZY', quality: 'weak' }
  ])
})

test('takes a possible nationality, and keeps the doubt', () => {
  const { nationalities, others } = readRemarks(
    'nationality possibly Palestinian; citizen: Eritrean'
  )
  expect([nationalities, others]).toEqual([['PSE', 'ERI'], ['nationality possibly Palestinian']])
})
