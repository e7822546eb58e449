import type { Role } from '../domain/vocabulary.ts'
import { issueLocally } from './local-token.ts'

/** The agencies of the demo; each has a list of its own. */
export const demoAgencies = ['interior', 'border', 'customs'] as const

/** The airline of the demo; its code is assigned to nobody. */
export const demoCarrier = 'XB'

/** Tokens for everybody who takes part in the demo, made with the keys of its folder. */
export const issueDemoTokens = async (dataDir: string) => {
  const issue = (role: Role, more: { agency?: string; carrier?: string } = {}) =>
    issueLocally(dataDir, {
      roles: [role],
      sub: `demo-${role}`,
      purposes: ['border_control'],
      ttlSeconds: 12 * 3_600,
      ...more
    })
  const [interior, border, customs] = demoAgencies
  return {
    checkpoint: await issue('checkpoint'),
    carrier: await issue('carrier', { carrier: demoCarrier }),
    admin: await issue('admin'),
    editors: {
      interior: await issue('agency_editor', { agency: interior }),
      border: await issue('agency_editor', { agency: border }),
      customs: await issue('agency_editor', { agency: customs })
    },
    officers: {
      interior: await issue('officer', { agency: interior }),
      border: await issue('officer', { agency: border }),
      customs: await issue('officer', { agency: customs })
    }
  }
}
export type DemoTokens = Awaited<ReturnType<typeof issueDemoTokens>>
