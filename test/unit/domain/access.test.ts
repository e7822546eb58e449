import { expect, test } from 'vitest'
import {
  actorOf,
  type Caller,
  hasRole,
  isReleasedToCheckpoints,
  isReleasedToOfficers
} from '#src/domain/access.ts'

const caller: Caller = {
  sub: 'ann',
  jti: 'token-1',
  roles: ['officer'],
  agency: 'interior',
  purposes: ['border_control'],
  expiresAt: 0
}

test.for([
  {
    releasableTo: [],
    agency: 'interior',
    covert: false,
    officers: true,
    checkpoints: true,
    why: 'the owner sees its own entry'
  },
  {
    releasableTo: [],
    agency: 'border',
    covert: false,
    officers: false,
    checkpoints: true,
    why: 'nobody named: the owner’s officers, and every checkpoint'
  },
  {
    releasableTo: ['border'],
    agency: 'border',
    covert: false,
    officers: true,
    checkpoints: true,
    why: 'a named agency sees it'
  },
  {
    releasableTo: ['border'],
    agency: 'customs',
    covert: false,
    officers: false,
    checkpoints: false,
    why: 'an agency that is not named does not, nor do its checkpoints'
  },
  {
    releasableTo: ['border'],
    agency: 'interior',
    covert: false,
    officers: true,
    checkpoints: true,
    why: 'the owner need not name itself'
  },
  {
    releasableTo: [],
    agency: 'interior',
    covert: true,
    officers: true,
    checkpoints: false,
    why: 'a covert entry is for officers only'
  },
  {
    releasableTo: ['border'],
    agency: 'border',
    covert: true,
    officers: true,
    checkpoints: false,
    why: 'a covert entry is for no checkpoint, named or not'
  },
  {
    releasableTo: [],
    agency: undefined,
    covert: false,
    officers: false,
    checkpoints: true,
    why: 'an officer without an agency sees nothing; a checkpoint needs none'
  },
  {
    releasableTo: ['border'],
    agency: undefined,
    covert: false,
    officers: false,
    checkpoints: false,
    why: 'no agency is not a named one'
  }
])(
  'shows an entry to whom it is released: $why',
  ({ releasableTo, agency, covert, officers, checkpoints }) => {
    const entry = { agency: 'interior', releasableTo, covert }
    expect(isReleasedToOfficers(entry, agency)).toBe(officers)
    expect(isReleasedToCheckpoints(entry, agency)).toBe(checkpoints)
  }
)

test('takes an entry that says nothing of its release as released to nobody else', () => {
  expect(isReleasedToOfficers({ agency: 'interior' }, 'border')).toBe(false)
  expect(isReleasedToCheckpoints({ agency: 'interior' }, undefined)).toBe(true)
})

test('knows whether a caller holds one of the roles', () => {
  expect(hasRole(caller, 'supervisor', 'officer')).toBe(true)
  expect(hasRole(caller, 'admin')).toBe(false)
  expect(hasRole(caller)).toBe(false)
})

test('keeps of a caller who it was and for whom, nothing of the token', () => {
  expect(actorOf(caller)).toEqual({ sub: 'ann', agency: 'interior' })
  const { agency: _, ...alone } = caller
  expect(actorOf(alone)).toEqual({ sub: 'ann' })
})
