import { pino } from 'pino'
import { describe, expect } from 'vitest'
import type { EmbeddedPlatform } from '#src/adapters/embedded/open-embedded.ts'
import { checkEventSizes } from '#src/adapters/kafka/event-size.ts'
import { idsUnder } from '#src/domain/ids.ts'
import type { Record } from '#src/domain/ports.ts'
import { Overloaded } from '#src/errors.ts'
import { loadAuthorities } from '#src/load-authorities.ts'
import { keepStatusChange, statusChangesOf } from '#src/manifests/acknowledgements.ts'
import type { CarrierReply } from '#src/manifests/carrier-reply.ts'
import type { Receiver, Submission } from '#src/manifests/receive.ts'
import type { ReceivedManifest } from '#src/manifests/received.ts'
import { createMetrics } from '#src/metrics.ts'
import { consumeManifests } from '#src/stream/manifests.ts'
import { eventsOf, withPlatform as test } from '#test/helpers/opened-platform.ts'
import { passengerList } from '#test/helpers/passenger-list.ts'
import { someone } from '#test/helpers/someone.ts'
import { until } from '#test/helpers/until.ts'

const list = passengerList([someone('in the stream')])
const json = {
  sender: 'YYAIR',
  reference: 'J-1',
  function: 'passengers',
  legs: [
    {
      mode: 'air',
      carrier: 'YY',
      number: '212',
      from: 'OSL',
      to: 'LIS',
      departs: '2026-11-22T09:55'
    }
  ],
  persons: [{ names: [{ full: 'SOME TRAVELLER' }], reference: 'YY1' }]
}
const paxlst = (data: unknown) => ({ datacontenttype: 'application/edifact', data })
const message = (id: string, more: object = paxlst(list)) => ({
  specversion: '1.0',
  id,
  source: 'gateway',
  type: 'portcullis.manifest',
  ...more
})
const recorded = (id: string, data: unknown = message(id)) => ({
  id,
  type: 'portcullis.manifest',
  source: 'topic/YYAIR',
  time: '2026-11-22T08:00:00.000Z',
  data
})

/** A receiver that screens nobody and finds nothing: what it was given, and what became of it. */
const receiving = (finish: (id: number) => Promise<void> = async () => {}) => {
  const taken: Submission[] = []
  const receive: Receiver['receive'] = submission => {
    const id = taken.push(submission)
    const { manifest, purpose } = submission
    const received: ReceivedManifest = {
      id: `m-${id}`,
      receivedAt: '2026-11-22T08:00:00.000Z',
      by: { sub: 'x' },
      sender: 'x',
      carriers: ['YYAIR'],
      purpose,
      manifest,
      partsKeys: [],
      warnings: [],
      outcomes: []
    }
    const finished = finish(id).then(() => received)
    finished.catch(() => undefined)
    return { kept: Promise.resolve(), finished, giveUp: () => false }
  }
  return { taken, receive }
}

type Used = 'record' | 'positions' | 'cases' | 'manifests' | 'audit' | 'keys'

const consume = async (platform: Pick<EmbeddedPlatform, Used>, receive: Receiver['receive']) => {
  const { record, positions, cases, manifests, audit, keys } = platform
  const ending = new AbortController()
  const metrics = createMetrics()
  const ended = consumeManifests(
    {
      record,
      positions,
      cases,
      manifests,
      audit,
      authorities: loadAuthorities('config/policy.json'),
      ids: idsUnder(keys.idsKey),
      unscreenedAgencies: ['second-line'],
      metrics,
      log: pino({ level: 'silent' }),
      now: () => new Date('2026-11-22T09:00:00Z'),
      receive
    },
    ending.signal
  )
  const end = (await record.ends('manifests')).get(0)
  const atEnd = until(async () =>
    (await positions.load('take-manifests', 'manifests')).get(0) === end ? true : undefined
  )
  await Promise.race([atEnd, ended])
  ending.abort()
  await ended
  return metrics
}
const repliesOf = async ({ record }: EmbeddedPlatform) =>
  (await eventsOf(record, 'carrier-replies')).map(({ event }) => event.data as CarrierReply)
const answerOf = ({ cusres }: CarrierReply) => /ERC\+(\w+)/.exec(cusres)?.[1]

describe('manifests of the stream', () => {
  test.for([
    { more: paxlst(list), why: 'a PAXLST as text' },
    {
      more: { ...paxlst(undefined), data: undefined, data_base64: btoa(list) },
      why: 'a PAXLST as bytes'
    },
    { more: { data: json }, why: 'JSON' }
  ])('are taken and answered: $why', async ({ more }, { platform }) => {
    const { taken, receive } = receiving()
    const sent = JSON.parse(JSON.stringify(message('a', { ...more, agency: 'border' })))
    await platform.record.append('manifests', [recorded('a', sent)])
    await consume(platform, receive)
    expect(taken).toMatchObject([
      {
        caller: { sub: 'topic/YYAIR', agency: 'border' },
        purpose: 'border_control',
        manifest: { messages: [{ persons: [{ reference: 'YY1' }] }] }
      }
    ])
    const replies = await repliesOf(platform)
    expect(replies).toMatchObject([
      { manifestId: 'm-1', carriers: ['YYAIR'], inReplyTo: { source: 'topic/YYAIR', id: 'a' } }
    ])
    expect(replies[0]?.cusres).toContain("BGM+962'")
  })

  test('are read as they stand where they came as text, whatever character set UNB names', async ({
    platform
  }) => {
    const { taken, receive } = receiving()
    const text = list.replace('UNOA', 'UNOD').replace(/NAD\+FL\+\+\+[^:']+/, 'NAD+FL+++KOVAČ')
    await platform.record.append('manifests', [recorded('a', message('a', paxlst(text)))])
    await consume(platform, receive)
    expect(taken[0]?.manifest.messages[0]?.persons[0]?.sent.family).toBe('KOVAČ')
  })

  test('acknowledge what a carrier was told, and are answered with nothing', async ({
    platform
  }) => {
    const { manifests, keys } = platform
    const ids = idsUnder(keys.idsKey)
    const change = { transaction: 'TOLD1', manifestId: 'm-1', carriers: ['YYAIR'] }
    await keepStatusChange({ ids, manifests }, change, '2026-11-22T08:00:00Z')
    const sent = list.replace('PAXLST', 'CUSRES').replace('BGM+745', 'BGM+312')
    const acknowledgement = sent.replace('RFF+TN:TN4711', 'RFF+TN:TOLD1')
    const { taken, receive } = receiving()
    await platform.record.append('manifests', [
      recorded('a', message('a', paxlst(acknowledgement)))
    ])
    await consume(platform, receive)
    expect([taken, await repliesOf(platform)]).toEqual([[], []])
    expect(await statusChangesOf({ ids, manifests }, 'm-1')).toMatchObject([
      { transaction: 'TOLD1', acknowledgedAt: '2026-11-22T09:00:00.000Z' }
    ])
  })

  test('are taken in their order, and again after a restart only where they were not answered', async ({
    platform
  }) => {
    const first = receiving(async id => {
      if (id === 3) throw new Overloaded()
    })
    const all = ['a', 'b', 'c'].map(id => recorded(id, message(id)))
    await platform.record.append('manifests', all.slice(0, 2))
    await consume(platform, first.receive)
    await platform.record.append('manifests', all.slice(2))
    await expect(consume(platform, first.receive)).rejects.toMatchObject({ code: 'OVERLOADED' })
    expect(await repliesOf(platform)).toHaveLength(2)
    const second = receiving()
    await consume(platform, second.receive)
    expect(second.taken).toHaveLength(1)
    expect(await repliesOf(platform)).toHaveLength(3)
  })

  test.for(['NO_LIST', 'WATCHLIST_TOO_OLD', 'WATCHLIST_NOT_READY'])(
    'that are kept and can not be screened have the fallback, and hold up nobody: %s',
    async (code, { platform }) => {
      const { receive } = receiving(async id => {
        if (id === 1) throw Object.assign(new Error('no list'), { code })
      })
      await platform.record.append('manifests', [recorded('a'), recorded('b')])
      await consume(platform, receive)
      const replies = await repliesOf(platform)
      expect(replies.map(answerOf).sort()).toEqual(['2Z', '4Z'])
      expect(await eventsOf(platform.record, 'dead-letters')).toEqual([])
    }
  )

  test('whose cases can not be read now are answered once they can, not with the fallback for good', async ({
    platform
  }) => {
    const { receive } = receiving()
    const away = Object.assign(new Error('away'), { code: 'VIEW_UNAVAILABLE' })
    const cases = { ...platform.cases, get: () => Promise.reject(away) }
    await platform.record.append('manifests', [recorded('a')])
    await expect(consume({ ...platform, cases }, receive)).rejects.toBe(away)
    expect(await repliesOf(platform)).toEqual([])
    await consume(platform, receive)
    expect((await repliesOf(platform)).map(answerOf)).toEqual(['4Z'])
  })

  test('that had the fallback are answered under another id when their batch is taken again', async ({
    platform
  }) => {
    const first = receiving(async id => {
      if (id > 1) throw new Overloaded()
      throw Object.assign(new Error('too old'), { code: 'WATCHLIST_TOO_OLD' })
    })
    await platform.record.append('manifests', [recorded('a'), recorded('b')])
    await expect(consume(platform, first.receive)).rejects.toMatchObject({ code: 'OVERLOADED' })
    await consume(platform, receiving().receive)
    const ofFirst = (await repliesOf(platform)).filter(({ inReplyTo }) => inReplyTo?.id === 'a')
    expect(ofFirst.map(answerOf)).toEqual(['2Z', '4Z'])
  })

  test('of very many persons are answered in as many events as Kafka needs', async ({
    platform
  }) => {
    const { record } = platform
    const append: Record['append'] = async (topic, events) => {
      checkEventSizes(events)
      await record.append(topic, events)
    }
    const [head = '', message1 = '', tail = ''] = list.split(/(?=UNH)|(?=UNZ)/)
    const [from, to] = [message1.indexOf('NAD+FL'), message1.indexOf('CNT+')]
    const persons = "NAD+FL+++A:B'RFF+AVF:X'".repeat(1_800)
    const many = (message1.slice(0, from) + persons + message1.slice(to)).repeat(45)
    await record.append('manifests', [
      recorded('a', message('a', paxlst(head + many + tail))),
      recorded('b')
    ])
    const given = { ...platform, record: { ...record, append } }
    await consume(given, receiving().receive)
    const replies = await repliesOf(platform)
    expect(replies.map(({ inReplyTo }) => inReplyTo?.id).at(-1)).toBe('b')
    const ofFirst = replies.filter(({ inReplyTo }) => inReplyTo?.id === 'a')
    expect(ofFirst.length).toBeGreaterThan(1)
    expect(ofFirst.flatMap(({ cusres }) => cusres.match(/UNZ\+/g) ?? [])).toHaveLength(45)
  })
})

test('a message that can not be read beside one that can is set aside alone, once for each', async ({
  platform
}) => {
  const { taken, receive } = receiving()
  const [head = '', unh = '', rest = ''] = list.split(/(?=UNH)|(?=UNZ)/)
  const refused = ['CUSRES', 'IFTMIN'].map(type => unh.replace('PAXLST', type))
  const sent = [head, refused[0], unh, refused[1], rest.replace('UNZ+1', 'UNZ+3')].join('')
  await platform.record.append('manifests', [
    recorded('a', message('a', { ...paxlst(sent), agency: 'border' }))
  ])
  await consume(platform, receive)
  expect(taken).toHaveLength(1)
  const dead = await eventsOf(platform.record, 'dead-letters')
  const code = 'MANIFEST_REJECTED'
  expect(dead.map(({ event }) => event.data)).toMatchObject([
    { code, reason: 'message 1 of 3 could not be read: the message is not a PAXLST' },
    { code, reason: 'message 3 of 3 could not be read: the message is not a PAXLST' }
  ])
  const unscreened = await eventsOf(platform.record, 'screenings')
  expect(unscreened.map(({ event }) => event.data)).toMatchObject([
    { agencies: ['border', 'second-line'], reason: expect.stringContaining('message 1 of 3') },
    { agencies: ['border', 'second-line'], reason: expect.stringContaining('message 3 of 3') }
  ])
  expect(new Set([...dead, ...unscreened].map(({ event }) => event.id)).size).toBe(4)
  expect(await repliesOf(platform)).toMatchObject([{ manifestId: 'm-1' }])
})

test('of a transmission a message that lost its header is set aside, and the one before is taken', async ({
  platform
}) => {
  const { taken, receive } = receiving()
  const [, body = ''] = list.match(/UNH.*?'(BGM.*?UNT.*?')/s) ?? []
  const sent = list.replace('UNZ+1', `${body}UNZ+2`)
  await platform.record.append('manifests', [recorded('a', message('a', paxlst(sent)))])
  await consume(platform, receive)
  expect(taken).toHaveLength(1)
  const dead = await eventsOf(platform.record, 'dead-letters')
  expect(dead.map(({ event }) => event.data)).toMatchObject([
    { reason: 'message 2 of 2 could not be read: no message header (UNH) was found' }
  ])
  const unscreened = await eventsOf(platform.record, 'screenings')
  expect(unscreened.map(({ event }) => event.data)).toMatchObject([
    { agencies: ['second-line'], reason: expect.stringContaining('message 2 of 2') }
  ])
})

describe('a message that is no manifest', () => {
  test.for([
    { data: message('x', { data: { ...json, sendr: 'YY' } }), code: 'INVALID', why: 'misspelt' },
    { data: message('x', paxlst(17)), code: 'INVALID', why: 'neither' },
    { data: 'nonsense', code: 'INVALID', why: 'no event' },
    { data: null, code: 'INVALID', why: 'nothing' },
    {
      data: message('x', paxlst(list.replace('PAXLST', 'CUSRES'))),
      code: 'MANIFEST_REJECTED',
      why: 'another message'
    },
    { data: message('x', paxlst('no interchange')), code: 'MANIFEST_REJECTED', why: 'unreadable' }
  ])(
    'is set aside with its reason and a case, and the stream goes on: $why',
    async ({ data, code }, { platform }) => {
      const { taken, receive } = receiving()
      await platform.record.append('manifests', [recorded('x', data), recorded('y')])
      const metrics = await consume(platform, receive)
      expect(taken).toHaveLength(1)
      const dead = await eventsOf(platform.record, 'dead-letters')
      expect(dead.map(({ event }) => event.data)).toMatchObject([
        { topic: 'manifests', code, reason: expect.any(String), original: { data } }
      ])
      const unscreened = await eventsOf(platform.record, 'screenings')
      expect(unscreened.map(({ event }) => event)).toMatchObject([
        { type: 'portcullis.unscreened', data: { agencies: ['second-line'] } }
      ])
      const refused = (await repliesOf(platform)).filter(({ cusres }) => cusres.includes('ERP+1'))
      expect(refused).toHaveLength(code === 'INVALID' ? 0 : 1)
      expect((await metrics.deadLetters.get()).values).toMatchObject([
        { value: 1, labels: { topic: 'manifests', reason: code } }
      ])
    }
  )
})
