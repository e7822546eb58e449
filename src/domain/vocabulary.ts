import { type Static, Type } from 'typebox'

/** What the officer is to do about a subject. */
export const instructions = [
  'arrest',
  'refuse_entry',
  'protect',
  'locate',
  'discreet_check',
  'inquiry_check',
  'specific_check',
  'seize_document',
  'refer_second_line',
  'inform_only'
] as const
export const Instruction = Type.Enum([...instructions])
export type Instruction = (typeof instructions)[number]

/** What an officer must be careful about. */
export const warnings = [
  'armed',
  'violent',
  'escape_risk',
  'suicide_risk',
  'contagious',
  'minor',
  'do_not_alert_subject'
] as const
export const Warning = Type.Enum([...warnings])
export type Warning = (typeof warnings)[number]

/** Europol handling codes: from H2 on, nothing is shown beyond the owner. */
export const Handling = Type.Enum(['H0', 'H1', 'H2', 'H3'])
export type Handling = Static<typeof Handling>

export const roles = [
  'checkpoint',
  'carrier',
  'agency_editor',
  'officer',
  'supervisor',
  'auditor',
  'admin'
] as const
export const Role = Type.Enum([...roles])
export type Role = (typeof roles)[number]

export const Sex = Type.Enum(['M', 'F', 'X'])

export const DocumentStatus = Type.Enum(['lost', 'stolen', 'revoked', 'fraudulent'])

/** Any agency of this form is valid; configuration only adds desks, webhooks and topics. */
export const Agency = Type.String({ pattern: '^[a-z0-9-]{1,40}$' })

/** Names a list in URLs, topics and metrics. */
export const ListName = Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{0,63}$' })

/** An entry's id within its list: the owner's own, opaque to us. */
export const EntryId = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$' })

/** Names a purpose of the policy. */
export const Purpose = Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$' })
