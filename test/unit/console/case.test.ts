import { describe, expect, test } from 'vitest'
import { alignNames } from '#src/console/case/align-names.ts'
import { contributionsOf, scoreText } from '#src/console/case/contributions.ts'
import { markDifference } from '#src/console/case/mark-difference.ts'
import { possibleActions } from '#src/console/case/possible-actions.ts'
import { travellerName } from '#src/console/case/traveller-text.ts'
import { aCase } from './a-case.ts'

const shortly = (traveller: string, listed: string) =>
  alignNames(traveller, listed)?.map(
    ({ traveller: ours = '–', listed: theirs = '–', how, moved }) =>
      `${ours} ${theirs} ${how}${moved ? ' moved' : ''}`
  )

describe('names word by word', () => {
  test.for([
    {
      why: 'umlauts spelled out',
      traveller: 'MÜLLER, JÜRGEN',
      listed: 'Mueller, Juergen',
      is: ['MÜLLER Mueller transliteration', 'JÜRGEN Juergen transliteration']
    },
    {
      why: 'accents left out',
      traveller: 'GARCIA, JOSE',
      listed: 'García, José',
      is: ['GARCIA García transliteration', 'JOSE José transliteration']
    },
    {
      why: 'a letter too few and a word too few',
      traveller: 'KELDERMAN, ANSELM',
      listed: 'Keldermann, Anselm Joris',
      is: ['KELDERMAN Keldermann spelling', 'ANSELM Anselm same', '– Joris missing']
    },
    {
      why: 'an initial',
      traveller: 'OKONKWO, C EMMANUEL',
      listed: 'Okonkwo, Chidi Emmanuel',
      is: ['OKONKWO Okonkwo same', 'C Chidi initial', 'EMMANUEL Emmanuel same']
    },
    {
      why: 'a name cut off by its document',
      traveller: 'WICKRAMA, SAMAN',
      listed: 'Wickramasinghe, Saman',
      is: ['WICKRAMA Wickramasinghe cutOff', 'SAMAN Saman same']
    },
    {
      why: 'another order',
      traveller: 'KARL, MEIER',
      listed: 'Meier, Karl',
      is: ['MEIER Meier same', 'KARL Karl same moved']
    },
    {
      why: 'a word that is not listed',
      traveller: 'LINDQVIST, ELSA MARIA',
      listed: 'Lindqvist, Elsa',
      is: ['LINDQVIST Lindqvist same', 'ELSA Elsa same', 'MARIA – extra']
    },
    {
      why: 'nothing in common',
      traveller: 'BROWN',
      listed: 'Sikorski',
      is: ['– Sikorski missing', 'BROWN – extra']
    }
  ])('show $why', ({ traveller, listed, is }) => {
    expect(shortly(traveller, listed)).toEqual(is)
  })

  test('are not compared letter by letter across scripts', () => {
    expect(alignNames('MANSOUR, LAYLA', 'ليلى منصور')).toBeUndefined()
    expect(shortly('ليلى منصور', 'ليلى منصور')).toEqual(['ليلى ليلى same', 'منصور منصور same'])
  })
})

describe('a difference', () => {
  const marked = (text: string, other: string) =>
    markDifference(text, other)
      .map(piece => (piece.differs ? `[${piece.text}]` : piece.text))
      .join('')

  test.for([
    { text: 'C01X0008H', other: 'C01X0006H', is: 'C01X000[8]H' },
    { text: '1971-09-04', other: '1971-04-09', is: '1971-0[9]-0[4]' },
    { text: 'X1234567', other: 'X123456', is: 'X123456[7]' },
    { text: 'X123456', other: 'X1234567', is: 'X123456' },
    { text: 'same', other: 'same', is: 'same' },
    { text: 'abc', other: '', is: '[abc]' }
  ])('of $text from $other is marked as $is', ({ text, other, is }) => {
    expect(marked(text, other)).toBe(is)
  })
})

describe('a score', () => {
  test('is what the prior and the evidence add up to', () => {
    const evidence = [
      { field: 'name' as const, finding: '', weight: 18.72 },
      { field: 'birthDate' as const, finding: '', weight: -2 }
    ]
    const score = 1 / (1 + Math.exp(-(-15 + 18.72 - 2)))
    expect(contributionsOf({ score, evidence })).toEqual([
      { field: 'prior', weight: -15 },
      { field: 'name', weight: 18.72 },
      { field: 'birthDate', weight: -2 }
    ])
  })

  test.for([
    [0.97, '97 %'],
    [0.8759, '87.5 %'],
    [0.9999999, '> 99.9 %']
  ] as const)('of %d reads %s, never as certainty', ([score, text]) => {
    expect(scoreText(score)).toBe(text)
  })
})

describe('actions offered', () => {
  const me = { sub: 'me', roles: ['officer' as const], purposes: [], expiresAt: '' }

  test('in a new case are to take, decide, refer and note', () => {
    expect(possibleActions(aCase('1'), me)).toEqual([
      'acknowledge',
      'confirm',
      'dismiss',
      'refer',
      'note'
    ])
  })

  test('let nobody approve what they have asked for themselves', () => {
    const waiting = (sub: string) =>
      ({
        state: 'pending_approval',
        pendingApproval: {
          action: 'confirm',
          verdict: 'confirmed',
          by: { sub },
          at: '2026-11-22T08:00:00.000Z'
        }
      }) as const
    expect(possibleActions(aCase('1', waiting('me')), me)).not.toContain('approve')
    expect(possibleActions(aCase('1', waiting('you')), me)).toContain('approve')
  })

  test('let an officer release only an own case', () => {
    const assigned = { state: 'assigned', assignee: { sub: 'you' } } as const
    expect(possibleActions(aCase('1', assigned), me)).not.toContain('release')
    expect(possibleActions(aCase('1', assigned), me)).toContain('assign')
  })
})

describe('whom a case is about', () => {
  test.for([
    { why: 'the name', traveller: { names: [{ family: 'DOE', given: 'JO' }] }, is: 'DOE, JO' },
    { why: 'the whole name', traveller: { names: [{ full: 'ليلى منصور' }] }, is: 'ليلى منصور' },
    {
      why: 'the zone of a passport',
      traveller: {
        mrz: 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159<<<<<<<<<<<<<<06'
      },
      is: 'ERIKSSON, ANNA MARIA'
    },
    { why: 'a document alone', traveller: { documents: [{ number: 'X1' }] }, is: 'X1' },
    { why: 'nothing', traveller: {}, is: '–' }
  ])('reads by $why', ({ traveller, is }) => {
    expect(travellerName(traveller)).toBe(is)
  })
})
