import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { entriesOf, fixture, readRows, reasonsOf, temporaryFile, warningsOf } from '../read-rows.ts'

const strong = (full: string) => ({ full, quality: 'strong' })

test('reads individuals with all their details', async () => {
  const [entry] = entriesOf(await readRows('un', fixture('un.xml')))
  expect(entry).toMatchObject({
    id: '9000001',
    kind: 'person',
    reference: 'DEi.001',
    legalBasis: 'UN Security Council, Demo',
    sex: 'M',
    nationalities: ['IRN', 'SUN'],
    birthPlaces: ['Northtown, Upper Province, Iraq', 'Southtown, Tunisia']
  })
  expect(entry?.names).toEqual([
    strong('OSRIC TAMSIN VERLANE'),
    { ...strong('اوسريك فرلين'), script: 'Arab' },
    strong('Oz Verlaine'),
    strong('Ozric Ferlane'),
    strong('Osrik Verlayne'),
    { full: 'The Example', quality: 'weak' },
    { full: 'Пример', quality: 'weak', script: 'Cyrl' },
    { family: 'Verlane', given: 'Ozzy', quality: 'strong' },
    strong('Oz Tamsin'),
    { ...strong('عز تمسين'), script: 'Arab' }
  ])
  expect(entry?.birthDates).toEqual([
    '1970-02-03',
    { from: '1966', to: '1970' },
    { from: '1955', to: '1958' },
    '1973-11',
    '1978-06-26',
    '1976'
  ])
  expect(entry?.documents).toEqual([
    { type: 'P', number: '513000', issuer: 'LBY' },
    { type: 'P', number: 'K929000', issuer: 'TUN', status: 'revoked' },
    { type: 'RATION', number: '0075000', issuer: 'IRQ' },
    { type: 'P', number: 'L 190000', issuer: 'TUN' },
    { type: 'P', number: '215000', issuer: 'LBY' },
    { type: 'P', number: '836110000' }
  ])
  expect(entry?.remarks?.split('\n')).toContain('Address: Northtown, Yemen')
})

test('counts entities, warns with the line, rejects who has no name', async () => {
  const rows = await readRows('un', fixture('un.xml'))
  expect(reasonsOf(rows, 'skipped')).toEqual(['49 entity'])
  expect(reasonsOf(rows, 'rejected')).toEqual(['43 names: a person needs at least one name'])
  expect(warningsOf(rows)).toEqual([
    '28 birthDates: not understood',
    '34 documents: no number in it'
  ])
})

test('keeps what was whole when the file breaks off, and names the line', async () => {
  const text = await readFile(fixture('un.xml'), 'utf8')
  const path = await temporaryFile('un.xml', text.slice(0, text.indexOf('<GENDER>Female')))
  const rows = await readRows('un', path)
  expect(entriesOf(rows).map(({ id }) => id)).toEqual(['9000001'])
  expect(reasonsOf(rows, 'incomplete')).toEqual(['40 XML: unclosed tag: INDIVIDUAL'])
})

test.for([
  ['malformed XML', '<CONSOLIDATED_LIST>\n<A></B></CONSOLIDATED_LIST>', /^2 XML: /],
  ['another file', '<html></html>', /the file is no CONSOLIDATED_LIST/],
  ['an empty file', '', /XML: /],
  ['bytes that are no UTF-8', Buffer.from([0x3c, 0x61, 0xff, 0xfe]), /not valid UTF-8/],
  [
    'an entry without end',
    `<CONSOLIDATED_LIST><INDIVIDUAL><A>${'x'.repeat(4_300_000)}`,
    /one entry is larger than 4 MiB/
  ]
] as const)('stops at %s', async ([, content, reason]) => {
  const rows = await readRows('un', await temporaryFile('un.xml', content))
  expect(reasonsOf(rows, 'incomplete')).toEqual([expect.stringMatching(reason)])
})

test('takes NA for a family name where it stands first, and for nothing where a part is missing', async () => {
  const individual = (id: number, ...parts: string[]) =>
    `<INDIVIDUAL><DATAID>${id}</DATAID>${['FIRST', 'SECOND', 'THIRD']
      .map((part, at) => `<${part}_NAME>${parts[at]}</${part}_NAME>`)
      .join('')}</INDIVIDUAL>`
  const list = [individual(1, 'NA', 'EXAM-PLE', 'na'), individual(2, 'OZ', 'VERLANE', 'NA')]
  const text = `<CONSOLIDATED_LIST>${list.join('')}</CONSOLIDATED_LIST>`
  const entries = entriesOf(await readRows('un', await temporaryFile('un.xml', text)))
  expect(entries.map(({ names }) => names)).toEqual([
    [strong('NA EXAM-PLE')],
    [strong('OZ VERLANE')]
  ])
})
