import fc from 'fast-check'
import { Compile } from 'typebox/compile'
import { expect, test } from 'vitest'
import { CrossingEvent } from '#src/domain/crossing-event.ts'
import { EntryBody } from '#src/domain/entry.ts'
import { ScreeningRequest } from '#src/domain/screening.ts'
import { fieldProblems } from '#src/domain/validation.ts'

const requests = Compile(ScreeningRequest)
const problemsOf = (body: unknown) => fieldProblems(requests.Errors(body))

const valid = {
  purpose: 'border_control',
  traveller: { names: [{ full: 'Some Name' }] },
  journey: { kind: 'crossing', checkpoint: 'T5', direction: 'entry', at: '2026-11-22T08:00:00Z' }
}
const leg = {
  kind: 'leg',
  mode: 'air',
  carrier: 'BA',
  number: '117',
  departureDate: '2026-11-22',
  from: 'LHR',
  to: 'JFK'
}

test.for([
  { body: { ...valid, purpos: 1 }, field: 'purpos', why: 'an unknown field' },
  {
    body: { ...valid, traveller: { ...valid.traveller, birthdate: '1970' } },
    field: 'traveller.birthdate',
    why: 'a misspelt field'
  },
  { body: { traveller: valid.traveller }, field: 'purpose', why: 'a missing field' },
  {
    body: { ...valid, traveller: { names: 'Some Name' } },
    field: 'traveller.names',
    why: 'a text for a list'
  },
  {
    body: { ...valid, traveller: { names: [{ full: ' ' }] } },
    field: 'traveller.names.0.full',
    why: 'a blank name'
  },
  {
    body: { ...valid, traveller: { names: [{}] } },
    field: 'traveller.names.0',
    why: 'a name without a word'
  },
  {
    body: { ...valid, traveller: { ...valid.traveller, birthDate: '1970-02-30' } },
    field: 'traveller.birthDate',
    why: 'an impossible date'
  },
  {
    body: { ...valid, traveller: { ...valid.traveller, birthDate: 1970 } },
    field: 'traveller.birthDate',
    why: 'a number for a date'
  },
  {
    body: { ...valid, traveller: { ...valid.traveller, sex: 'male' } },
    field: 'traveller.sex',
    why: 'a word that is not allowed'
  },
  {
    body: { ...valid, traveller: { ...valid.traveller, nationalities: ['IRQ', 'QQQ'] } },
    field: 'traveller.nationalities.1',
    why: 'no such country'
  },
  {
    body: { ...valid, traveller: { documents: [{ type: 'P' }] } },
    field: 'traveller.documents.0.number',
    why: 'a document without a number'
  },
  {
    body: { ...valid, journey: { ...valid.journey, at: '22.11.2026' } },
    field: 'journey.at',
    why: 'the crossing was meant, not the leg'
  },
  {
    body: { ...valid, journey: { ...valid.journey, direction: 'in' } },
    field: 'journey.direction',
    why: 'the meant form’s own complaint'
  },
  {
    body: { ...valid, journey: { ...leg, departureDate: '2026-02-30' } },
    field: 'journey.departureDate',
    why: 'the leg was meant'
  },
  {
    body: { ...valid, journey: { ...leg, checkpoint: 'T5' } },
    field: 'journey.checkpoint',
    why: 'a crossing’s field on a leg'
  },
  { body: { ...valid, deadlineMs: 0 }, field: 'deadlineMs', why: 'no time at all' },
  { body: { ...valid, deadlineMs: '100' }, field: 'deadlineMs', why: 'a text for a number' }
])('names the field: $why', ({ body, field }) => {
  expect(problemsOf(body).map(problem => problem.field)).toEqual([field])
})

test('names every field that is wrong, each once', () => {
  const body = { purpose: 7, traveller: { names: [], birthDate: 'x', sex: 'x' }, more: true }
  const fields = problemsOf(body).map(({ field }) => field)
  expect(fields.toSorted()).toEqual([
    'more',
    'purpose',
    'traveller.birthDate',
    'traveller.names',
    'traveller.sex'
  ])
})

test.for([
  {
    event: { specversion: '0.3' },
    expected: { field: 'specversion', problem: 'is not "1.0"' },
    why: 'a constant of its own'
  },
  {
    event: { data: { ...valid, journey: leg } },
    expected: { field: 'data.journey.kind', problem: 'is not "crossing"' },
    why: 'a constant where there is no choice'
  }
])('names what is no choice of forms: $why', ({ event, expected }) => {
  const events = Compile(CrossingEvent)
  const whole = { specversion: '1.0', id: '1', source: 'desk', type: 'portcullis.crossing' }
  const problems = fieldProblems(events.Errors({ ...whole, data: valid, ...event }))
  expect(problems).toContainEqual(expected)
})

test.for([
  { body: { ...valid, journey: { kind: 'walk' } }, why: 'a journey of no known kind' },
  { body: { ...valid, journey: 'walk' }, why: 'a text for a journey' },
  { body: null, why: 'nothing' },
  { body: [], why: 'a list' },
  { body: 'text', why: 'a text' }
])('finds at least one problem: $why', ({ body }) => {
  expect(problemsOf(body).length).toBeGreaterThan(0)
})

test('puts the fields under the name of the whole, where there is one', () => {
  const [found] = fieldProblems(requests.Errors({ ...valid, extra: 1 }), 'policy')
  expect(found?.field).toBe('policy.extra')
})

// Long enough not to stand in a sentence by accident.
const secret = fc.string({ minLength: 12, maxLength: 30 }).map(text => `§${text}§`)
const anything = fc.oneof(
  secret,
  secret.map(text => [text]),
  secret.map(text => ({ full: text })),
  fc.integer(),
  fc.constant(null)
)
const shaped = fc.record(
  {
    purpose: anything,
    traveller: fc.record(
      {
        names: fc.oneof(
          anything,
          fc.array(fc.record({ full: anything, family: anything }, { requiredKeys: [] }))
        ),
        birthDate: anything,
        sex: anything,
        nationalities: fc.oneof(anything, fc.array(anything)),
        documents: fc.oneof(
          anything,
          fc.array(
            fc.record(
              { number: anything, issuer: anything, expires: anything },
              { requiredKeys: [] }
            )
          )
        ),
        mrz: anything
      },
      { requiredKeys: [] }
    ),
    journey: fc.oneof(
      anything,
      fc.record(
        {
          kind: fc.oneof(anything, fc.constantFrom('crossing', 'leg')),
          at: anything,
          mode: anything,
          departureDate: anything
        },
        { requiredKeys: [] }
      )
    )
  },
  { requiredKeys: [] }
)
const quotes = (problems: unknown) => JSON.stringify(problems).includes('§')

test('never quotes what a field held', () => {
  const entries = Compile(EntryBody)
  const events = Compile(CrossingEvent)
  fc.assert(
    fc.property(shaped, body => {
      expect(quotes(problemsOf(body))).toBe(false)
      expect(quotes(fieldProblems(events.Errors({ specversion: '1.0', data: body })))).toBe(false)
      const { traveller } = body
      const entry = { revision: 1, kind: 'person', ...traveller }
      expect(quotes(fieldProblems(entries.Errors(entry)))).toBe(false)
    })
  )
})
