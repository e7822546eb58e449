import { describe, expect } from 'vitest'
import { casesIn, codesOf, flight, listed } from '#test/helpers/flights.ts'
import { withService } from '#test/helpers/running-service.ts'
import { type Someone, someone } from '#test/helpers/someone.ts'

const test = withService()

const born = ({ birthDate }: Someone) => `DTM+329:${birthDate.slice(2).replaceAll('-', '')}`
const asName = ({ family, given }: Someone) => `NAD+FL+++${family}:${given}`

describe.for(['BGM+266+CLOB', 'BGM+266+CL'])('who is confirmed by %s', bgm => {
  test('under another name than listed is screened under it', async ({ service }) => {
    const [booked, came] = [someone(`booked ${bgm}`), someone(`came instead ${bgm}`)]
    await listed(service, came, { documents: [] })
    const send = flight(service, bgm.endsWith('CL') ? '960' : '961')
    await send([{ segments: [asName(booked), born(booked), 'RFF+ABO:YY1'] }])
    const sent = await send([{ segments: [asName(came), born(came), 'RFF+ABO:YY1'] }], { bgm })
    expect(await codesOf(service, sent)).toEqual(['YY1 2Z'])
  })

  test('with the birth date that the list left out is screened with it', async ({ service }) => {
    const who = someone(`no birth date ${bgm}`)
    await listed(service, who, { documents: [] })
    const send = flight(service, bgm.endsWith('CL') ? '962' : '963')
    const list = await send([{ segments: [`NAD+FL+++${who.family}`, 'RFF+ABO:YY1'] }])
    expect(await codesOf(service, list)).toEqual(['YY1 4Z'])
    const sent = await send([{ segments: [asName(who), born(who), 'RFF+ABO:YY1'] }], { bgm })
    expect(await codesOf(service, sent)).toEqual(['YY1 2Z'])
  })
})

test('a confirmation that adds a document takes no hit away', async ({ service }) => {
  const [who, listedAs] = [someone('hit by the first passport'), someone('first passport')]
  await listed(service, listedAs)
  const send = flight(service, '966')
  const described = (number: string) => [
    { segments: [asName(who), born(who), 'RFF+ABO:YY1', `DOC+P:110:111+${number}`, 'LOC+91+UTO'] }
  ]
  const list = await send(described(listedAs.number))
  expect(await codesOf(service, list)).toEqual(['YY1 2Z'])
  const sent = await send(described('X00000077'), { bgm: 'BGM+266+CLOB' })
  expect(await codesOf(service, sent)).toEqual(['YY1 2Z'])
  const [before, after] = [await casesIn(service, list), await casesIn(service, sent)]
  expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id)) // told once, in one case
})
