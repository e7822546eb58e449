import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Caller } from '#src/domain/access.ts'
import {
  changeEntry,
  configureList,
  defaultsFor,
  type EntryState,
  type ListState,
  mayEdit,
  type WatchlistCommand
} from '#src/domain/watchlist.ts'

const at = '2026-11-22T08:00:00.000Z'
const list: ListState = {
  list: 'wanted',
  agency: 'interior',
  title: 'Wanted persons',
  purposes: ['border_control'],
  instruction: 'arrest',
  handling: 'H1'
}
const by = { sub: 'ann', agency: 'interior' }
const common = { commandId: 'c', list: 'wanted', entryId: '7', by }
type EntryCommand = Extract<WatchlistCommand, { op: 'put' | 'withdraw' }>

const put = (revision: number, full = `NAME ${revision}`): EntryCommand => ({
  ...common,
  op: 'put',
  revision,
  person: { id: '7', revision, kind: 'person', names: [{ full }] }
})
const withdraw = (revision: number): EntryCommand => ({ ...common, op: 'withdraw', revision })

const stateOf = (commands: readonly EntryCommand[]) =>
  commands.reduce<EntryState | undefined>((stored, command) => {
    const applied = changeEntry(list, stored, command, at)
    return applied.ok ? applied.state : stored
  }, undefined)

describe('a list', () => {
  const configure = (agency: string): Extract<WatchlistCommand, { op: 'configure' }> => ({
    op: 'configure',
    commandId: 'c',
    list: 'wanted',
    by,
    config: { agency, title: 'New title', purposes: ['visa'] }
  })

  test('is made with the defaults where the agency says nothing', () => {
    expect(configureList(undefined, configure('interior'))).toEqual({
      ok: true,
      state: {
        list: 'wanted',
        agency: 'interior',
        title: 'New title',
        purposes: ['visa'],
        instruction: 'refer_second_line',
        handling: 'H0',
        revision: 1
      }
    })
  })

  test('has a revision that rises with what it says, not with what is said again', () => {
    const said = [configure('interior'), configure('interior'), configure('customs')]
    const revisionAfter = (stored: ListState | undefined, commands: typeof said) =>
      commands.reduce((state, command) => {
        const applied = configureList(state, command)
        return applied.ok ? applied.state : state
      }, stored)?.revision
    expect(revisionAfter(undefined, said)).toBe(1)
    expect(revisionAfter(list, said)).toBe(1) // stored before it was counted
    const asWritten = configureList({ ...list, revision: 7 }, configure('interior'))
    expect(asWritten).toMatchObject({ state: { revision: 8 } })
    const { list: _, ...config } = list
    const again = { ...configure('interior'), config }
    expect(configureList({ ...list, revision: 7 }, again)).toMatchObject({ state: { revision: 7 } })
  })

  test('is changed by its owner, as a whole', () => {
    const changed = configureList(list, configure('interior'))
    expect(changed).toMatchObject({
      ok: true,
      state: { title: 'New title', instruction: 'refer_second_line' }
    })
  })

  test('says what an entry leaves to it', () => {
    const defaults = { revision: 0, instruction: 'arrest', handling: 'H1' }
    expect(defaultsFor({}, list)).toEqual(defaults)
    const counted = { ...list, revision: 3 }
    expect(defaultsFor({ instruction: 'locate' }, counted)).toEqual({ revision: 3, handling: 'H1' })
    expect(defaultsFor({ instruction: 'locate', handling: 'H0' }, counted)).toEqual({ revision: 3 })
  })

  test('stays with the agency that created it', () => {
    const refused = configureList(list, configure('customs'))
    expect(refused).toMatchObject({ ok: false, rejection: { code: 'NOT_YOUR_LIST' } })
  })
})

describe('an entry', () => {
  test.for([
    { before: [], command: put(1), expected: 'active', why: 'the first revision makes it' },
    { before: [put(1)], command: put(2), expected: 'active', why: 'a later one replaces it' },
    { before: [put(1)], command: put(9), expected: 'active', why: 'revisions may have gaps' },
    {
      before: [put(1)],
      command: withdraw(2),
      expected: 'withdrawn',
      why: 'a later withdrawal takes it off'
    },
    {
      before: [put(1), withdraw(2)],
      command: put(3),
      expected: 'active',
      why: 'it can be listed again'
    },
    {
      before: [put(2)],
      command: put(2),
      expected: 'STALE_REVISION',
      why: 'an equal revision is refused'
    },
    {
      before: [put(2)],
      command: put(1),
      expected: 'STALE_REVISION',
      why: 'an older one is refused'
    },
    {
      before: [put(2)],
      command: withdraw(2),
      expected: 'STALE_REVISION',
      why: 'a withdrawal needs a later revision too'
    },
    {
      before: [put(1), withdraw(5)],
      command: put(4),
      expected: 'STALE_REVISION',
      why: 'a withdrawn entry keeps its revision'
    },
    {
      before: [],
      command: withdraw(1),
      expected: 'NO_SUCH_ENTRY',
      why: 'what was never listed can’t be withdrawn'
    }
  ])('follows its revisions: $why', ({ before, command, expected }) => {
    const applied = changeEntry(list, stateOf(before), command, at)
    expect(applied.ok ? applied.state.state : applied.rejection.code).toBe(expected)
  })

  test('needs a list', () => {
    const refused = changeEntry(undefined, undefined, put(1), at)
    expect(refused).toMatchObject({ ok: false, rejection: { code: 'NO_SUCH_LIST' } })
  })

  test('says which revision stands when a command comes too late', () => {
    const refused = changeEntry(list, stateOf([put(6)]), put(5), at)
    expect(refused).toMatchObject({ ok: false, rejection: { revision: 6 } })
  })

  test('leaves nothing of the person behind when it is withdrawn', () => {
    expect(stateOf([put(1), withdraw(2)])).toEqual({
      list: 'wanted',
      id: '7',
      revision: 2,
      state: 'withdrawn',
      changedAt: at
    })
  })

  const revisions = fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 8 })

  test('ends at its highest revision, whatever order the commands come in', () => {
    const shuffled = revisions.chain(numbers => {
      const commands = numbers.map((number, index) =>
        index > 0 && number % 3 === 0 ? withdraw(number) : put(number)
      )
      const [first, ...rest] = commands
      // The first to arrive lists the person: a withdrawal of what nobody listed is refused.
      return fc
        .shuffledSubarray(rest, { minLength: rest.length })
        .map(others => (first ? [first, ...others] : others))
    })
    fc.assert(
      fc.property(shuffled, commands => {
        const inOrder = commands.toSorted((a, b) => a.revision - b.revision)
        const last = inOrder.at(-1)
        const state = stateOf(commands)
        expect(state?.revision).toBe(last?.revision)
        expect(state?.state).toBe(last?.op === 'withdraw' ? 'withdrawn' : 'active')
        expect(state?.entry?.revision).toBe(last?.op === 'put' ? last.revision : undefined)
      })
    )
  })

  test('is not changed by a command that is replayed on the state that it made', () => {
    fc.assert(
      fc.property(revisions, numbers => {
        const commands = numbers.map(number => put(number))
        const once = stateOf(commands)
        expect(stateOf([...commands, ...commands])).toEqual(once)
      })
    )
  })
})

test.for([
  { roles: ['agency_editor'], agency: 'interior', expected: true, why: 'an editor of the agency' },
  {
    roles: ['agency_editor'],
    agency: 'customs',
    expected: false,
    why: 'an editor of another agency'
  },
  { roles: ['agency_editor'], agency: undefined, expected: false, why: 'an editor of no agency' },
  {
    roles: ['admin'],
    agency: undefined,
    expected: true,
    why: 'an administrator acts for every agency'
  },
  { roles: ['officer', 'supervisor'], agency: 'interior', expected: false, why: 'officers read' }
] as const)('lets only those edit who may: $why', ({ roles, agency, expected }) => {
  const caller: Caller = {
    sub: 'ann',
    jti: 'token-1',
    roles,
    purposes: [],
    expiresAt: 0,
    ...(agency && { agency })
  }
  expect(mayEdit(caller, 'interior')).toBe(expected)
})
