import { describe, expect, test } from 'vitest'
import { applyAction } from '#src/domain/apply-action.ts'
import type { CaseState } from '#src/domain/case.ts'
import type { CaseAction, CaseCommand } from '#src/domain/case-action.ts'
import type { Role } from '#src/domain/vocabulary.ts'
import { caseRules as rules } from '#test/helpers/case-rules.ts'
import { aCase, aDesk, aHit } from '#test/helpers/screened.ts'

const at = '2026-11-22T09:00:00.000Z'
const [adverse, calm] = [aHit({ instruction: 'arrest' }), aHit({ instruction: 'locate' })]
const covert = aHit({ instruction: 'locate', covert: true })
const identity = 'identity-1'

const caseOf = (...hits: readonly ReturnType<typeof aHit>[]) => {
  const state = aCase({ hits: hits.map((hit, index) => ({ ...hit, id: `hit-${index}` })) })
  const desks = Object.keys(state.desks).map(agency => [agency, aDesk({ person: 'person-1' })])
  return { ...state, desks: Object.fromEntries(desks) }
}

const act = (
  state: CaseState,
  who: string,
  action: Omit<CaseAction, 'revision'>,
  { agency = 'interior', roles = ['officer'] as readonly Role[] } = {}
) => {
  const command: CaseCommand = {
    reason: 'because',
    ...action,
    commandId: 'c',
    caseId: state.id,
    revision: state.desks[agency]?.revision ?? 0,
    by: { sub: who, agency },
    roles
  }
  return applyAction(state, command, at, rules)
}

/** What each agency's desk says after these steps, of which every one is taken. */
const after = (state: CaseState, ...steps: readonly Parameters<typeof act>[]) => {
  let now = state
  for (const [, ...step] of steps) {
    const applied = act(now, ...step)
    if (!applied.ok) throw new Error(applied.rejection.detail)
    now = applied.state
  }
  return now
}
const anyState = aCase()
const supervisor = { roles: ['supervisor'] as const }

describe('a decision that takes two persons', () => {
  test.for([
    { hit: adverse, action: 'confirm', waits: true, why: 'to confirm what is adverse' },
    { hit: covert, action: 'dismiss', waits: true, why: 'to dismiss what is covert' },
    { hit: calm, action: 'confirm', waits: false, why: 'not to confirm what is harmless' },
    { hit: adverse, action: 'dismiss', waits: false, why: 'nor to dismiss what is open' },
    { hit: covert, action: 'confirm', waits: false, why: 'nor to confirm what is covert' }
  ] as const)('waits for the second: $why', ({ hit, action, waits }) => {
    const desk = after(caseOf(hit), [anyState, 'ann', { action }]).desks['interior']
    expect(desk?.state === 'pending_approval').toBe(waits)
    expect(desk?.pending?.by.sub).toBe(waits ? 'ann' : undefined)
  })

  test('is taken when another approves it, and goes back when another rejects it', () => {
    const waiting = after(caseOf(adverse), [anyState, 'ann', { action: 'confirm' }])
    const taken = after(waiting, [anyState, 'bob', { action: 'approve' }]).desks['interior']
    expect(taken).toMatchObject({ state: 'confirmed', verdict: 'confirmed' })
    expect(taken).not.toHaveProperty('pending')
    const back = after(waiting, [anyState, 'bob', { action: 'reject' }]).desks['interior']
    expect(back).toMatchObject({
      state: 'new',
      trail: [{ action: 'confirm' }, { action: 'reject' }]
    })
    expect(back).not.toHaveProperty('pending')
  })

  test('is never approved by who made it, in whatever role', () => {
    const waiting = after(caseOf(adverse), [anyState, 'ann', { action: 'confirm' }])
    expect(act(waiting, 'ann', { action: 'approve' }, supervisor)).toMatchObject({
      rejection: { code: 'OWN_STEP' }
    })
    expect(act(waiting, 'ann', { action: 'reject' })).toMatchObject({ ok: true })
  })

  test('is approved by those only whom the policy names', () => {
    const waiting = after(caseOf(covert), [anyState, 'ann', { action: 'dismiss' }])
    expect(act(waiting, 'bob', { action: 'approve' })).toMatchObject({
      rejection: { code: 'ROLE_REQUIRED' }
    })
    expect(act(waiting, 'bob', { action: 'approve' }, supervisor)).toMatchObject({ ok: true })
  })
})

describe('a reason and an outcome', () => {
  test.for([
    {
      more: { reasonCode: 'photograph_agrees', reason: undefined },
      code: undefined,
      why: 'a code says enough'
    },
    {
      more: { reasonCode: 'other', reason: undefined },
      code: 'REASON_REQUIRED',
      why: '“other” says nothing'
    },
    {
      more: { reasonCode: 'only_the_name' },
      code: 'UNKNOWN_CODE',
      why: 'a code of another action'
    },
    { more: { outcome: 'arrested' }, code: undefined, why: 'how it ended' },
    { more: { outcome: 'vanished' }, code: 'UNKNOWN_CODE', why: 'nothing the policy knows' },
    { more: { verdict: 'confirmed' }, code: 'NOT_WITH_ACTION', why: 'a verdict goes with answer' },
    {
      more: { exclude: { until: '2027-01-01' } },
      code: 'NOT_WITH_ACTION',
      why: 'nobody is excluded who was found'
    }
  ] as const)('are of the policy’s lists: $why', ({ more, code }) => {
    const { reason, ...rest } = { reason: 'because', ...more }
    const action = { action: 'confirm', ...rest, ...(reason && { reason }) } as const
    const command = { ...action, commandId: 'c', caseId: 'case-1', revision: 1 }
    const by = { sub: 'ann', agency: 'interior' }
    const applied = applyAction(caseOf(calm), { ...command, by }, at, rules)
    expect(applied.ok ? undefined : applied.rejection.code).toBe(code)
  })
})

describe('a referral', () => {
  const released = aHit({ instruction: 'locate', releasableTo: ['border'] })
  const border = { agency: 'border' }
  const referred = (...hits: readonly ReturnType<typeof aHit>[]) =>
    after(caseOf(...hits), [anyState, 'eve', { action: 'refer', reason: 'is it her?' }, border])

  test('asks the owner of the entry, and nobody else', () => {
    const state = referred(released, aHit({ entryId: '2', agency: 'customs' }))
    expect(state.desks['border']).toMatchObject({
      state: 'referred',
      asks: [{ agency: 'interior' }]
    })
    expect(state.desks['interior']).toMatchObject({
      revision: 2,
      askedBy: ['border'],
      trail: [{ action: 'asked', reason: 'is it her?' }]
    })
    expect(state.desks['customs']).toEqual(aDesk({ person: 'person-1' }))
  })

  test.for([
    { verdict: 'confirmed', asker: 'confirmed', owner: 'confirmed' },
    { verdict: 'dismissed', asker: 'dismissed', owner: 'dismissed' },
    { verdict: undefined, asker: 'new', owner: 'new' }
  ] as const)('is $asker after the owner’s answer $verdict', ({ verdict, asker, owner }) => {
    const answer = { action: 'answer', ...(verdict && { verdict }) } as const
    const { desks } = after(referred(released), [anyState, 'ann', answer])
    expect(desks).toMatchObject({ border: { state: asker }, interior: { state: owner } })
    expect(desks['interior']).not.toHaveProperty('askedBy')
    expect(desks['border']?.trail.at(-1)).toMatchObject({ action: 'answered', by: { sub: 'ann' } })
  })

  test('tells the other agency why, by the policy’s code too', () => {
    const refer = { action: 'refer', reason: 'is it her?', reasonCode: 'needs_owner' } as const
    const asked = after(caseOf(released), [anyState, 'eve', refer, border])
    expect(asked.desks['interior']?.trail.at(-1)).toMatchObject({ ...refer, action: 'asked' })
    const answer = { action: 'answer', reason: 'see file 7', reasonCode: 'same_person' } as const
    const told = after(asked, [anyState, 'ann', answer])
    expect(told.desks['border']?.trail.at(-1)).toMatchObject({ ...answer, action: 'answered' })
  })

  test('of what is adverse is answered by two of the owner’s officers', () => {
    const arrest = aHit({ instruction: 'arrest', releasableTo: ['border'] })
    const yes = { action: 'answer', verdict: 'confirmed', reasonCode: 'same_person' } as const
    const said = after(referred(arrest), [anyState, 'ann', yes])
    expect(said.desks).toMatchObject({
      border: { state: 'referred' },
      interior: { state: 'pending_approval', askedBy: ['border'] }
    })
    const { desks } = after(said, [anyState, 'bob', { action: 'approve' }])
    expect(desks).toMatchObject({
      border: { state: 'confirmed' },
      interior: { state: 'confirmed' }
    })
    expect(desks['border']?.trail.at(-1)).toMatchObject({
      by: { sub: 'ann' },
      reasonCode: 'same_person'
    })
  })

  test('leaves what is adverse and another’s to its own two persons, whatever one owner says', () => {
    const yes = { action: 'answer', verdict: 'confirmed' } as const
    const own = aHit({ entryId: '2', agency: 'border', instruction: 'arrest' })
    const mixed = after(referred(released, own), [anyState, 'ann', yes])
    expect(mixed.desks['border']).toMatchObject({
      state: 'new',
      trail: [{ action: 'refer' }, { action: 'answered' }]
    })
    const theirs = aHit({ entryId: '3', agency: 'customs', releasableTo: ['border'] })
    const waiting = after(referred(released, theirs), [anyState, 'ann', yes])
    expect(waiting.desks['border']?.state).toBe('referred')
  })

  test('is not dismissed by one owner while another has not answered, or there is an own entry', () => {
    const two = [released, aHit({ entryId: '2', agency: 'customs', releasableTo: ['border'] })]
    const no = { action: 'answer', verdict: 'dismissed' } as const
    const one = after(referred(...two), [anyState, 'ann', no])
    expect(one.desks['border']?.state).toBe('referred')
    const both = after(one, [anyState, 'carl', no, { agency: 'customs' }])
    expect(both.desks['border']?.state).toBe('dismissed')
    const mixed = referred(
      released,
      aHit({ entryId: '3', agency: 'border', instruction: 'locate' })
    )
    expect(after(mixed, [anyState, 'ann', no]).desks['border']?.state).toBe('new')
  })

  test('is not dismissed while an entry stands whose owner was not asked, as it was withdrawn then', () => {
    const theirs = aHit({ entryId: '3', agency: 'customs', releasableTo: ['border'] })
    const listed = caseOf(released, theirs)
    const withHits = (state: CaseState, as: 'withdrawn' | 'changed') => {
      const entrySince = { as, revision: 2 }
      const hits = state.hits.map(hit => (hit.agency === 'customs' ? { ...hit, entrySince } : hit))
      return { ...state, hits }
    }
    const refer = { action: 'refer', reason: 'is it her?' } as const
    const asked = after(withHits(listed, 'withdrawn'), [anyState, 'eve', refer, border])
    expect(asked.desks['border']?.asks).toEqual([{ agency: 'interior' }])
    const no = { action: 'answer', verdict: 'dismissed' } as const
    const told = after(withHits(asked, 'changed'), [anyState, 'ann', no])
    expect(told.desks['border']).toMatchObject({
      state: 'new',
      trail: [{}, { action: 'answered' }]
    })
  })

  test('is answered also where the owner has decided and closed the case', () => {
    const state = after(
      referred(released),
      [anyState, 'ann', { action: 'confirm' }],
      [anyState, 'ann', { action: 'close' }]
    )
    const told = after(state, [anyState, 'ann', { action: 'answer' }])
    expect(told.desks).toMatchObject({
      border: { state: 'confirmed' },
      interior: { state: 'closed', verdict: 'confirmed' }
    })
    const other = { action: 'answer', verdict: 'dismissed' } as const
    expect(after(state, [anyState, 'ann', other]).desks).toMatchObject({
      border: { state: 'dismissed' },
      interior: { state: 'dismissed' }
    })
  })

  test('waits on while who made it answers, without a verdict, what the owner asks in turn', () => {
    const theirs = aHit({ entryId: '2', agency: 'border', releasableTo: ['interior'] })
    const back = { action: 'refer', reason: 'and yours?' } as const
    const both = after(referred(released, theirs), [anyState, 'ann', back])
    const answered = after(both, [anyState, 'eve', { action: 'answer' }, border])
    expect(answered.desks).toMatchObject({
      border: { state: 'referred', asks: [{ agency: 'interior' }] },
      interior: { state: 'new' }
    })
  })

  test('where nobody else owns an entry is answered by a colleague', () => {
    const state = after(caseOf(calm), [anyState, 'ann', { action: 'refer' }])
    const answer = { action: 'answer', verdict: 'dismissed' } as const
    expect(act(state, 'ann', answer)).toMatchObject({ rejection: { code: 'OWN_STEP' } })
    expect(after(state, [anyState, 'bob', answer]).desks['interior']?.state).toBe('dismissed')
  })

  test('that was not made can not be answered', () => {
    expect(act(caseOf(calm), 'ann', { action: 'answer' })).toMatchObject({
      rejection: { code: 'ACTION_NOT_POSSIBLE' }
    })
  })
})

describe('a dismissal with an exclusion', () => {
  const until = '2027-06-01'
  const own = { ...calm, identity }
  const exclude = { action: 'dismiss', exclude: { until } } as const

  test('waits for a supervisor, who grants it for the own entries of the case', () => {
    const foreign = aHit({ entryId: '2', agency: 'customs', releasableTo: ['interior'], identity })
    const waiting = after(caseOf(own, foreign), [anyState, 'ann', exclude])
    expect(waiting.desks['interior']).toMatchObject({
      state: 'pending_approval',
      pending: { exclude: { until } }
    })
    expect(act(waiting, 'bob', { action: 'approve' })).toMatchObject({
      rejection: { code: 'ROLE_REQUIRED' }
    })
    const granted = after(waiting, [anyState, 'sue', { action: 'approve' }, supervisor])
    expect(granted.desks['interior']).toMatchObject({
      state: 'dismissed',
      exclusions: [
        {
          list: 'wanted',
          entryId: '1',
          identity,
          person: 'person-1',
          until,
          askedBy: { sub: 'ann' },
          approvedBy: { sub: 'sue' },
          approvedAt: at
        }
      ]
    })
  })

  test.for([{ as: 'withdrawn' }, { as: 'lapsed' }] as const)(
    'is granted for no entry that is $as: listed again, it is looked at again',
    ({ as }) => {
      const entrySince = { as, revision: 2 }
      const both = caseOf({ ...own, entryId: '1' }, { ...own, entryId: '2' })
      const hits = both.hits.map(hit => (hit.entryId === '2' ? { ...hit, entrySince } : hit))
      const granted = after(
        { ...both, hits },
        [anyState, 'ann', exclude],
        [anyState, 'sue', { action: 'approve' }, supervisor]
      )
      const { exclusions = [] } = granted.desks['interior'] ?? {}
      expect(exclusions.map(({ entryId }) => entryId)).toEqual(['1'])
      const none = { ...both, hits: hits.filter(({ entryId }) => entryId === '2') }
      expect(act(none, 'ann', exclude)).toMatchObject({
        rejection: { code: 'EXCLUSION_NOT_POSSIBLE', detail: expect.stringContaining('listed') }
      })
    }
  )

  test('takes the place of an earlier one from the same entry', () => {
    const both = [
      [anyState, 'ann', exclude],
      [anyState, 'sue', { action: 'approve' }, supervisor]
    ] as const satisfies readonly Parameters<typeof act>[]
    const granted = after(caseOf(own), ...both)
    const desk = { ...granted.desks['interior'], state: 'reopened' as const }
    const again = after({ ...granted, desks: { interior: aDesk(desk) } }, ...both)
    expect(again.desks['interior']?.exclusions).toMatchObject([
      { revoked: { by: { sub: 'sue' }, at } },
      { entryId: '1', until }
    ])
    expect(again.desks['interior']?.exclusions?.[1]).not.toHaveProperty('revoked')
  })

  test('ends when an officer reopens the case, since the dismissal is taken back', () => {
    const granted = after(
      caseOf(own),
      [anyState, 'ann', exclude],
      [anyState, 'sue', { action: 'approve' }, supervisor]
    )
    const again = after(granted, [anyState, 'bob', { action: 'reopen' }])
    expect(again.desks['interior']?.exclusions).toMatchObject([
      { entryId: '1', revoked: { by: { sub: 'bob' }, at } }
    ])
    const closed = after(granted, [anyState, 'bob', { action: 'close' }])
    expect(closed.desks['interior']?.exclusions?.[0]).not.toHaveProperty('revoked')
  })

  test('ends when the traveller is found to be the listed person after all, by two where that takes two', () => {
    const arrest = { ...own, instruction: 'arrest' as const }
    const granted = after(
      caseOf(arrest),
      [anyState, 'ann', exclude],
      [anyState, 'sue', { action: 'approve' }, supervisor]
    )
    const desk = { ...granted.desks['interior'], state: 'reopened' as const }
    const reopened = { ...granted, desks: { interior: aDesk(desk) } }
    const waiting = after(reopened, [anyState, 'ann', { action: 'confirm' }])
    expect(waiting.desks['interior']?.exclusions?.[0]).not.toHaveProperty('revoked')
    const confirmed = after(waiting, [anyState, 'bob', { action: 'approve' }])
    expect(confirmed.desks['interior']?.exclusions).toMatchObject([
      { revoked: { by: { sub: 'bob' } } }
    ])
  })

  test('is none when it is rejected', () => {
    const waiting = after(caseOf(own), [anyState, 'ann', exclude])
    const back = after(waiting, [anyState, 'sue', { action: 'reject' }, supervisor])
    expect(back.desks['interior']?.exclusions ?? []).toEqual([])
  })

  test.for([
    { knownUntil: '2026-12-24', why: 'as the screening read it, of a machine-readable zone too' },
    {
      traveller: { documents: [{ type: 'P', number: 'X1', expires: '2026-12-24' }] },
      why: 'of a case recorded before that was kept'
    }
  ])('ends with the document at the latest: $why', ({ why: _, ...known }) => {
    const state = caseOf(own)
    const desks = { interior: aDesk({ person: 'person-1', ...known }) }
    const granted = after(
      { ...state, desks },
      [anyState, 'ann', exclude],
      [anyState, 'sue', { action: 'approve' }, supervisor]
    )
    expect(granted.desks['interior']?.exclusions?.[0]?.until).toBe('2026-12-24')
  })

  test('is refused where the document has expired', () => {
    const desks = { interior: aDesk({ person: 'person-1', knownUntil: '2026-11-21' }) }
    expect(act({ ...caseOf(own), desks }, 'ann', exclude)).toMatchObject({
      rejection: { code: 'EXCLUSION_NOT_POSSIBLE' }
    })
  })

  test.for([
    { hit: own, until: '2026-11-21', why: 'it would be over already' },
    { hit: own, until: '2036-01-01', why: 'it would last longer than the policy allows' },
    {
      hit: aHit({ agency: 'customs', releasableTo: ['interior'], identity }),
      until,
      why: 'the entry is another agency’s'
    },
    { hit: calm, until, why: 'the entry was recorded without its digest' }
  ])('is refused: $why', ({ hit, until: last }) => {
    const asked = { action: 'dismiss', exclude: { until: last } } as const
    expect(act(caseOf(hit), 'ann', asked)).toMatchObject({
      rejection: { code: 'EXCLUSION_NOT_POSSIBLE' }
    })
  })
})
