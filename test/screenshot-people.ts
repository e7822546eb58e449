import type { Journey, Traveller } from '#src/domain/traveller.ts'

/** Invented people on invented lists. */
export const wanted = [
  {
    list: 'wanted',
    id: 'W-1001',
    revision: 1,
    kind: 'person',
    names: [
      { family: 'Mueller', given: 'Juergen Karl' },
      { full: 'Jurgen Miller', quality: 'weak' }
    ],
    birthDates: ['1971-04-09'],
    sex: 'M',
    nationalities: ['DEU'],
    birthPlaces: ['Kassel'],
    documents: [{ type: 'P', number: 'C01X0006H', issuer: 'DEU' }],
    instruction: 'arrest',
    warnings: ['armed', 'escape_risk'],
    reference: 'INT/2026/1001',
    contact: 'duty desk, extension 4410'
  },
  {
    list: 'wanted',
    id: 'W-1002',
    revision: 1,
    kind: 'person',
    names: [{ full: 'ليلى منصور' }, { family: 'Mansour', given: 'Layla' }],
    birthDates: ['1988-03-14'],
    sex: 'F',
    nationalities: ['JOR'],
    instruction: 'discreet_check',
    covert: true,
    reference: 'INT/2026/1002'
  },
  {
    list: 'missing',
    id: 'M-2001',
    revision: 1,
    kind: 'person',
    names: [{ family: 'Lindqvist', given: 'Elsa' }],
    birthDates: ['2012-08-30'],
    sex: 'F',
    nationalities: ['SWE'],
    instruction: 'protect',
    warnings: ['minor'],
    reference: 'INT/2026/2001'
  },
  {
    list: 'wanted',
    id: 'W-1003',
    revision: 1,
    kind: 'person',
    names: [{ family: 'Okonkwo', given: 'Chidi Emmanuel' }],
    birthDates: ['1979'],
    sex: 'M',
    nationalities: ['NGA'],
    instruction: 'refuse_entry',
    reference: 'INT/2026/1003'
  },
  {
    list: 'wanted',
    id: 'W-1004',
    revision: 1,
    kind: 'person',
    names: [
      { family: 'Петров', given: 'Николай' },
      { family: 'Petrov', given: 'Nikolai' }
    ],
    birthDates: ['1966-11-02'],
    sex: 'M',
    nationalities: ['BGR'],
    instruction: 'inquiry_check'
  },
  {
    list: 'lost-documents',
    id: 'D-3001',
    revision: 1,
    kind: 'document',
    documents: [{ type: 'P', number: 'XK4471902', issuer: 'BEL', status: 'stolen' }],
    instruction: 'seize_document'
  },
  {
    list: 'wanted',
    id: 'W-1005',
    revision: 1,
    kind: 'person',
    names: [{ family: 'da Costa Ferreira', given: 'Ana Beatriz' }],
    birthDates: ['1990-12-01'],
    sex: 'F',
    nationalities: ['PRT'],
    instruction: 'locate'
  }
]

interface Passenger {
  readonly inMinutes: number
  readonly traveller: Traveller
  readonly journey: Pick<Journey, 'kind'> & { readonly [field: string]: string }
}

const desk = (checkpoint: string) => ({ kind: 'crossing' as const, checkpoint, direction: 'entry' })
const flight = {
  kind: 'leg' as const,
  mode: 'air',
  carrier: 'XB',
  number: '421',
  from: 'OSL',
  to: 'BRU'
}

/** Who comes in this round: a listed person in each of the first, and ordinary people always. */
export const passengers = (round: number): readonly Passenger[] => [
  ...listed.slice(round, round + 1),
  ...Array.from({ length: 12 + ((round * 7) % 9) }, (_, at) => ({
    inMinutes: 0,
    traveller: {
      names: [{ family: `VANDERVOORT${letters(round, at)}`, given: `ODA${letters(at, round)}` }],
      birthDate: `19${60 + at}-0${1 + (round % 9)}-17`
    },
    journey: desk(`NORTH-${1 + (at % 4)}`)
  }))
]

const letters = (a: number, b: number) => String.fromCharCode(65 + (a % 26), 65 + (b % 26))

const listed: readonly Passenger[] = [
  {
    inMinutes: 0,
    traveller: {
      names: [{ family: 'MÜLLER', given: 'KARL JÜRGEN' }],
      birthDate: '1971-09-04',
      sex: 'M',
      nationalities: ['DEU'],
      documents: [{ type: 'P', number: 'C01X0008H', issuer: 'DEU' }]
    },
    journey: desk('NORTH-2')
  },
  {
    inMinutes: 95,
    traveller: {
      names: [{ family: 'LINDQUIST', given: 'ELSA MARIA' }],
      birthDate: '2012-08-30',
      sex: 'F',
      nationalities: ['SWE']
    },
    journey: flight
  },
  {
    inMinutes: 95,
    traveller: {
      names: [{ full: 'ليلى منصور' }],
      birthDate: '1988-03-14',
      sex: 'F',
      nationalities: ['JOR'],
      documents: [{ type: 'P', number: 'N5517203', issuer: 'JOR' }]
    },
    journey: flight
  },
  {
    inMinutes: 0,
    traveller: {
      names: [{ family: 'JANSSENS', given: 'PIETER' }],
      birthDate: '1984-05-21',
      sex: 'M',
      nationalities: ['BEL'],
      documents: [{ type: 'P', number: 'XK4471902', issuer: 'BEL' }]
    },
    journey: desk('NORTH-4')
  },
  {
    inMinutes: 0,
    traveller: {
      names: [{ family: 'PETROFF', given: 'NIKOLAY' }],
      birthDate: '1966-11-02',
      sex: 'M',
      nationalities: ['BGR']
    },
    journey: desk('HARBOUR-1')
  },
  {
    inMinutes: 260,
    traveller: {
      names: [{ family: 'OKONKWO', given: 'C EMMANUEL' }],
      birthDate: '1979-06-17',
      sex: 'M',
      nationalities: ['NGA'],
      documents: [{ type: 'P', number: 'A08123371', issuer: 'NGA' }]
    },
    journey: { ...flight, carrier: 'XV', number: '18', from: 'LOS', to: 'BRU' }
  },
  {
    inMinutes: 0,
    traveller: {
      names: [{ family: 'FERREIRA', given: 'ANA BEATRIZ' }],
      birthDate: '1990-12-01',
      sex: 'F',
      nationalities: ['PRT']
    },
    journey: desk('HARBOUR-1')
  }
]
