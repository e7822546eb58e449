import { copyFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { entriesOf, fixture, readRows, reasonsOf, temporaryFile, warningsOf } from '../read-rows.ts'

test('reads individuals with all their details', async () => {
  const rows = await readRows('ofac-sdn', fixture('ofac'))
  expect(entriesOf(rows)[0]).toEqual({
    id: '102',
    kind: 'person',
    names: [
      { family: 'VERLANE', given: 'Osric Tamsin', quality: 'strong' },
      { family: 'VERLAINE', given: 'Oszric', quality: 'strong' },
      { full: 'VERLANE OSRIC', quality: 'strong' },
      { full: 'THE EXAMPLE; WITH SEMICOLON', quality: 'weak' },
      { family: 'AL-MITHAL', given: "Al-Hajj 'Abd", quality: 'weak' }
    ],
    birthDates: ['1966-09-08', '1967-10', '1968'],
    sex: 'M',
    nationalities: ['PRK', 'MMR'],
    birthPlaces: ['Northtown, Iraq', "'Ayn Example, Syria"],
    documents: [
      { type: 'P', number: 'A1234567', issuer: 'IRN' },
      { type: 'P', number: 'RL 7654321', issuer: 'LBN' },
      { type: 'ID', number: '55501-77', issuer: 'COD' }
    ],
    legalBasis: 'DEMO1, DEMO2',
    remarks: [
      'Title: Minister of Examples',
      'Passport A1234567 (Iran) issued 26 May 1999 expires 25 May 2004; Linked To: EXAMPLE TRADING CO., LTD',
      'Alias: spelling of 1990',
      'Address: 1 Example Street, Northtown, Iraq'
    ].join('\n')
  })
})

test('reads everybody whose row can be read, and counts the rest with its line', async () => {
  const rows = await readRows('ofac-sdn', fixture('ofac'))
  expect(entriesOf(rows).map(({ id }) => id)).toEqual(['102', '103', '105', '107', '109'])
  expect(reasonsOf(rows, 'skipped')).toEqual(['1 entity', '4 vessel'])
  expect(reasonsOf(rows, 'rejected')).toEqual([
    '6 a quote is never closed',
    '8 4 columns instead of 12'
  ])
  expect(warningsOf(rows)).toEqual([
    '3 nationalities: no country of this name is known',
    '3 documents: no number in it',
    '3 birthDates: not understood'
  ])
})

test('goes on in the comments file where the remarks were cut, even within a word', async () => {
  const entries = entriesOf(await readRows('ofac-sdn', fixture('ofac/sdn.csv')))
  expect(entries.find(({ id }) => id === '107')).toMatchObject({
    names: [{ family: 'AFTER' }, { full: 'CONTINUED', quality: 'weak' }],
    documents: [{ number: 'D0012' }, { type: 'P', number: '0099887', issuer: 'QAT' }]
  })
})

test('needs no companion file, and takes those that are given from anywhere', async () => {
  const sdn = await temporaryFile('SDN.CSV', '')
  await copyFile(fixture('ofac/sdn.csv'), sdn)
  const alone = entriesOf(await readRows('ofac-sdn', sdn))
  expect(alone.find(({ id }) => id === '109')?.names).toHaveLength(1)
  const together = entriesOf(await readRows('ofac-sdn', sdn, fixture('ofac/ALT.CSV')))
  expect(together.find(({ id }) => id === '109')?.names).toHaveLength(2)
})

test('rejects broken rows of companion files by their own name', async () => {
  const sdn = await temporaryFile('sdn.csv', '')
  await copyFile(fixture('ofac/sdn.csv'), sdn)
  const alt = await temporaryFile('alt.csv', `109,3,"aka"\n${alias(109, 'LASTE, Entrie')}`)
  const rows = await readRows('ofac-sdn', sdn, alt)
  expect(rows[0]).toEqual({
    kind: 'rejected',
    file: 'alt.csv',
    line: 1,
    reason: '3 columns instead of 5'
  })
})

test('says so when there is no list in the folder', async () => {
  const other = await temporaryFile('alt.csv', '')
  expect(reasonsOf(await readRows('ofac-sdn', dirname(other)), 'incomplete')).toEqual([
    '0 there is no sdn.csv here'
  ])
  expect(join(dirname(other), 'alt.csv')).toBe(other)
})

test('reads nothing where two lists are given, rather than the last of them alone', async () => {
  const [first, second] = [await temporaryFile('sdn.csv', ''), await temporaryFile('sdn.csv', '')]
  for (const paths of [
    [first, second],
    [dirname(first), dirname(second)],
    [first, await temporaryFile('sdn (1).csv', '')]
  ]) {
    const rows = await readRows('ofac-sdn', ...paths)
    expect(rows).toMatchObject([
      { kind: 'incomplete', reason: expect.stringMatching(/: give one of them$/) }
    ])
  }
  const same = await readRows('ofac-sdn', first, dirname(first))
  expect(reasonsOf(same, 'incomplete')).toEqual(['0 there is nothing in it'])
})

const alias = (id: number, name: string) => `${id},1,"aka","${name}",-0- \n`
const individual = (id: number, name: string) =>
  `${id},"${name}","individual","DEMO",${'-0- ,'.repeat(7)}-0- \n`

test('says what entries come without where a companion file is not there, or empty', async () => {
  const sdn = await temporaryFile('sdn.csv', individual(1, 'VERLANE, Osric'))
  const rows = await readRows('ofac-sdn', sdn, await temporaryFile('alt.csv', ''))
  expect(rows.flatMap(row => (row.kind === 'warning' ? [row.reason] : []))).toEqual([
    'no alt.csv, or nothing in it: entries come without alternative names',
    'no add.csv, or nothing in it: entries come without addresses',
    'no sdn_comments.csv, or nothing in it: entries come without the ends of long remarks'
  ])
  expect(entriesOf(rows)).toHaveLength(1)
})

test('reads nothing where a companion file breaks off, so that no entry loses its names', async () => {
  const sdn = await temporaryFile('sdn.csv', individual(1, 'VERLANE, Osric'))
  const alt = await temporaryFile('alt.csv', `${alias(1, 'VERLAINE, Osric')}1,2,"aka","VER`)
  const rows = await readRows('ofac-sdn', sdn, alt)
  expect(rows.map(({ kind, file, line }) => [kind, file, line])).toEqual([
    ['rejected', 'alt.csv', 2],
    ['incomplete', 'alt.csv', 2]
  ])
})

test('is incomplete where companion files speak of entries that are not there', async () => {
  const sdn = await temporaryFile('sdn.csv', individual(1, 'VERLANE, Osric'))
  const alt = await temporaryFile('alt.csv', alias(1, 'VERLAINE, Osric') + alias(2, 'KESTREL, A'))
  const rows = await readRows('ofac-sdn', sdn, alt)
  expect(entriesOf(rows)).toHaveLength(1)
  expect(reasonsOf(rows, 'incomplete')).toEqual([expect.stringContaining('not there, 1 of them')])
})

test('keeps what stands in brackets, as another spelling or as a name more', async () => {
  const both = individual(1, 'VERLANE (TUMBREL), Mona') + individual(2, 'KESTREL, Anselm (Anselmo)')
  const rows = await readRows('ofac-sdn', await temporaryFile('sdn.csv', both))
  expect(entriesOf(rows).map(({ names }) => names)).toEqual([
    [
      { family: 'VERLANE', given: 'Mona', quality: 'strong' },
      { family: 'VERLANE TUMBREL', given: 'Mona', quality: 'strong' }
    ],
    [
      { family: 'KESTREL', given: 'Anselm', quality: 'strong' },
      { family: 'KESTREL', given: 'Anselmo', quality: 'strong' }
    ]
  ])
})

test('rejects what is of no type that is known, without telling what stands there', async () => {
  const shifted = individual(1, 'VERLANE').replace('"individual"', '"Osric","individual"')
  const rows = await readRows(
    'ofac-sdn',
    await temporaryFile('sdn.csv', shifted.replace(',-0-', ''))
  )
  expect(reasonsOf(rows, 'rejected')).toEqual([
    '1 SDN_Type: is not one of individual, entity, vessel, aircraft'
  ])
})
