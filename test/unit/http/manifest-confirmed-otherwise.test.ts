import { expect } from 'vitest'
import { okay, type Reply } from '#test/helpers/call.ts'
import { at, carrier, flight, listed } from '#test/helpers/flights.ts'
import { type RunningService, withService } from '#test/helpers/running-service.ts'
import { type Someone, someone } from '#test/helpers/someone.ts'

const test = withService()
const onBoard = { bgm: 'BGM+266+CLOB' }
const born = (date: string) => `DTM+329:${date.slice(2).replaceAll('-', '')}`
const asName = ({ family, given }: Someone) => `NAD+FL+++${family}:${given}`
const passport = (number: string) => [`DOC+P:110:111+${number}`, 'LOC+91+UTO']
const codesOf = async (service: RunningService, sent: Reply) => {
  const accept = { accept: 'application/edifact' }
  const { text } = okay(await carrier(service)('GET', at(sent), undefined, accept))
  return [...text.matchAll(/ERP\+2.*?ERC\+(\w+)/g)].map(([, code]) => code)
}

test('another birth date than listed takes no hit away', async ({ service }) => {
  const who = someone('born otherwise')
  await listed(service, who, { documents: [] })
  const send = flight(service, '920')
  const list = await send([{ segments: [asName(who), born(who.birthDate), 'RFF+ABO:YY1'] }])
  expect(await codesOf(service, list)).toEqual(['2Z'])
  const sent = await send([{ segments: [asName(who), born('1941-11-30'), 'RFF+ABO:YY1'] }], onBoard)
  expect(await codesOf(service, sent)).toEqual(['2Z'])
})

test('nor does a namesake of the same reservation', async ({ service }) => {
  const who = someone('junior')
  await listed(service, who, { documents: [] })
  const send = flight(service, '930')
  const named = (date: string | undefined, number: string) => ({
    segments: [asName(who), ...(date ? [born(date)] : []), 'RFF+AVF:PARTY', ...passport(number)]
  })
  const list = await send([named('1941-11-30', 'S1122'), named(who.birthDate, 'J1122')])
  expect(await codesOf(service, list)).toEqual(['0Z', '2Z'])
  const sent = await send([named(undefined, 'N1122')], onBoard)
  expect(await codesOf(service, sent)).toEqual(['2Z'])
})

test('who is named with a birth date that the list left out stands on the list', async ({
  service
}) => {
  const who = someone('named and born')
  await listed(service, who, { documents: [] })
  const send = flight(service, '950')
  const list = await send([{ segments: [asName(who), 'RFF+ABO:YY1'] }])
  expect(await codesOf(service, list)).toEqual(['2Z'])
  const sent = await send([{ segments: ['NAD+FL', born(who.birthDate), 'RFF+ABO:YY1'] }], onBoard)
  expect(await codesOf(service, sent)).toEqual(['2Z'])
})

test('so do twelve of them', async ({ service }) => {
  await listed(service, someone('not on 951'))
  const send = flight(service, '951')
  const all = Array.from(
    { length: 12 },
    (_, nth) => [someone(`clear ${nth}`), `RFF+ABO:YY${nth}`] as const
  )
  await send(all.map(([who, ref]) => ({ segments: [asName(who), ref, ...passport(who.number)] })))
  const sent = await send(
    all.map(([who, ref]) => ({ segments: ['NAD+FL', born(who.birthDate), ref] })),
    onBoard
  )
  expect(new Set(await codesOf(service, sent))).toEqual(new Set(['0Z']))
})
