import { expect, test } from 'vitest'
import { toLeg } from '#src/manifests/to-leg.ts'
import { flight, paxlst, readFirst, someone } from '../build-paxlst.ts'

const sectorsOf = (...flights: readonly string[]) => {
  const { message, codes } = readFirst(paxlst({ flights }))
  const named = message.sectors.map(
    ({ from = '?', to = '?', isBorder }) => `${from}-${to}${isBorder ? ' border' : ''}`
  )
  return { sectors: message.sectors, named, codes }
}

const dep = 'DTM+189:2605110100:201'
const arr = 'DTM+232:2605110200:201'
const tdt = 'TDT+20+YY1'

test.for([
  { why: 'one sector', places: ['125+A', dep, '87+B', arr], named: ['A-B border'] },
  {
    why: 'a stop before the border',
    places: ['92+A', dep, '92+B', arr, '125+B', dep, '87+C', arr],
    named: ['A-B', 'B-C border']
  },
  {
    why: 'a stop behind the border',
    places: ['125+A', dep, '87+B', arr, '92+B', dep, '130+C', arr],
    named: ['A-B border', 'B-C']
  },
  {
    why: 'a stop with both times at one place',
    places: ['125+A', dep, '87+B', arr, dep, '130+C', arr],
    named: ['A-B border', 'B-C']
  },
  {
    why: 'a stop before the border with both times at one place',
    places: ['92+A', dep, '125+B', arr, dep, '87+C', arr],
    named: ['A-B', 'B-C border']
  },
  {
    why: 'no times, which alternate',
    places: ['92+A', '92+B', '125+B', '87+C'],
    named: ['A-B', 'B-C border']
  },
  {
    why: 'an arrival left out',
    places: ['92+A', dep, '125+B', dep, '87+C', arr],
    named: ['A-B', 'B-C border']
  },
  {
    why: 'a place named twice',
    places: ['125+A', dep, '125+A', dep, '87+B', arr, '87+B', arr],
    named: ['A-B border']
  },
  {
    why: 'other places between',
    places: ['125+A', dep, '999+X', '188+Y', '87+B', arr],
    named: ['A-B border']
  },
  { why: 'only stops', places: ['92+A', dep, '92+B', arr], named: ['A-B border'] },
  {
    why: 'an onward departure left out',
    places: ['125+A', dep, '87+B', arr, '130+C', arr],
    named: ['A-B border', 'B-C']
  }
])('reads the sectors of a flight with $why', ({ places, named }) => {
  const flights = places.map(place => (place.startsWith('DTM') ? place : `LOC+${place}`))
  expect(sectorsOf(tdt, ...flights).named).toEqual(named)
})

test('reads the same sectors from one TDT as from one each', () => {
  const first = ['LOC+92+JFK', dep, 'LOC+92+ANC', arr]
  const second = ['LOC+125+ANC', dep, 'LOC+87+ICN', arr]
  expect(sectorsOf(tdt, ...first, tdt, ...second).sectors).toEqual(
    sectorsOf(tdt, ...first, ...second).sectors
  )
})

test.for([
  { places: ['125+A', dep], named: ['A-? border'], code: 'sector_incomplete' },
  { places: ['87+B', arr], named: ['?-B border'], code: 'sector_incomplete' },
  { places: ['125', dep, '87+B', arr], named: ['?-B border'], code: 'sector_incomplete' },
  { places: ['125+A', '87+B', arr], named: ['A-B border'], code: 'departure_unknown' },
  {
    places: ['125+A', 'DTM+189:2613450100:201', '87+B'],
    named: ['A-B border'],
    code: 'date_unreadable'
  },
  { places: ['125+A', dep, '87+B', 'DTM+7:1:1'], named: ['A-B border'], code: 'misplaced' }
])('says what is missing of $places', ({ places, named, code }) => {
  const flights = places.map(place => (place.startsWith('DTM') ? place : `LOC+${place}`))
  const read = sectorsOf(tdt, ...flights)
  expect(read.named).toEqual(named)
  expect(read.codes).toContain(code)
})

test('leaves out places beyond the 99th of a flight, with their times, and says so', () => {
  const stops = Array.from({ length: 97 }, (_, at) => `LOC+92+S${at}`)
  const more = Array.from({ length: 5 }, (_, at) => [`LOC+130+T${at}`, arr]).flat()
  const { sectors, codes } = sectorsOf(tdt, 'LOC+125+A', dep, 'LOC+87+B', ...stops, ...more)
  expect(codes.filter(code => code === 'too_many_places')).toHaveLength(1)
  expect(sectors.flatMap(({ to }) => to ?? []).some(place => place.startsWith('T'))).toBe(false)
  expect(sectors.some(({ arrives }) => arrives !== undefined)).toBe(false)
})

test('uses times that are sent before any place', () => {
  const [sector] = sectorsOf(tdt, dep, arr, 'LOC+125+A', 'LOC+87+B').sectors
  expect([sector?.departs?.local, sector?.arrives?.local]).toEqual([
    '2026-05-11T01:00',
    '2026-05-11T02:00'
  ])
})

test('tells the border by the receiving state, else by where persons are cleared, else says that it can not', () => {
  const stops = [tdt, 'LOC+92+A', dep, 'LOC+92+B', arr, 'LOC+92+B', dep, 'LOC+92+C', arr]
  const borderOf = (persons: readonly string[], isReceiving?: (place: string) => boolean) => {
    const { message, codes } = readFirst(
      paxlst({ flights: stops, persons }),
      isReceiving && { receivingFor: () => isReceiving }
    )
    return [message.sectors.find(({ isBorder }) => isBorder)?.to, codes]
  }
  expect(borderOf(someone(), place => place === 'B')).toEqual(['B', []])
  expect(borderOf([...someone(), 'LOC+22+B'], place => place === 'C')).toEqual(['C', []])
  expect(borderOf(someone(), place => 'ABC'.includes(place))).toEqual(['C', ['border_unknown']])
  expect(borderOf(someone(), place => 'AB'.includes(place))).toEqual(['C', ['border_unknown']])
  expect(borderOf([...someone(), 'LOC+22+B'])).toEqual(['B', []])
  expect(borderOf(someone())).toEqual(['C', ['border_unknown']])
})

test('marks an overflight', () => {
  expect(sectorsOf('TDT+34+YY1', 'LOC+125+A', dep, 'LOC+87+B', arr).sectors[0]).toMatchObject({
    isOverflight: true
  })
})

test.for([
  { tdt: 'TDT+20+QQ417+++QQ', carrier: 'QQ', number: '417', why: 'a carrier that matches' },
  { tdt: 'TDT+20+XB0417', carrier: 'XB', number: '417', why: 'leading zeros' },
  { tdt: 'TDT+20+XB 417A', carrier: 'XB', number: '417A', why: 'a blank and a suffix' },
  { tdt: 'TDT+20+A92707', carrier: 'A9', number: '2707', why: 'a carrier with a digit' },
  { tdt: 'TDT+20+9W12', carrier: '9W', number: '12', why: 'a carrier that begins with a digit' },
  { tdt: 'TDT+20+XBX417', carrier: 'XBX', number: '417', why: 'three letters' },
  { tdt: 'TDT+20+QQ417+++YY', carrier: 'QQ', number: '417', why: 'a carrier that does not match' },
  { tdt: 'TDT+20+417+++YY', carrier: 'YY', number: '417', why: 'a number alone' },
  { tdt: 'TDT+20+XB+++XB', carrier: 'XB', number: 'XB', why: 'a carrier alone' },
  { tdt: 'TDT+20+0000+++XB', carrier: 'XB', number: '0', why: 'nothing but zeros' },
  { tdt: 'TDT+20+0417+1++YY LINES', carrier: 'YY LINES', number: '0417', why: 'a voyage' }
])('takes a designator apart: $why', ({ tdt: sent, carrier, number }) => {
  const { message } = readFirst(paxlst({ flights: [sent, ...flight.slice(1)] }))
  expect(message.sectors[0]).toMatchObject({ carrier, number })
})

test('says when the carrier is not known', () => {
  expect(readFirst(paxlst({ flights: ['TDT+20+417', ...flight.slice(1)] })).codes).toEqual([
    'carrier_unknown'
  ])
})

test('makes a journey of a sector', () => {
  const [sector] = readFirst(paxlst()).message.sectors
  expect(sector && toLeg(sector, '2026-05-12')).toEqual({
    kind: 'leg',
    mode: 'air',
    carrier: 'YY',
    number: '212',
    departureDate: '2026-05-11',
    from: 'OSL',
    to: 'LIS',
    departs: '2026-05-11T09:55:00+02:00',
    arrives: '2026-05-11T12:40:00+01:00'
  })
})

test('makes a journey even of a sector of which hardly anything is known', () => {
  const bare = {
    mode: 'sea',
    designator: '',
    number: '',
    isOverflight: false,
    isBorder: true
  } as const
  expect(toLeg(bare, '2026-05-12')).toEqual({
    kind: 'leg',
    mode: 'sea',
    carrier: '?',
    number: '?',
    departureDate: '2026-05-12',
    from: '?',
    to: '?'
  })
  const arrives = { sent: '', local: '2026-05-10T01:00' }
  expect(toLeg({ ...bare, arrives }, '2026-05-12').departureDate).toBe('2026-05-10')
})
