import { readTokenKey } from '../adapters/embedded/keys.ts'
import { EmbeddedPlatform } from '../adapters/embedded/open-embedded.ts'
import { clientConfig } from '../config.ts'
import { issueToken, type TokenRequest } from './issue-token.ts'

export interface IssueOptions {
  /** The folder of other keys. */
  readonly keysFolder?: string | undefined
  /** Whether keys and audit may be made where no service has been. */
  readonly mayMake?: boolean
}

/** Issues a token with the keys of a data folder, or of another folder, and audits in the data folder that it was issued. */
export const issueLocally = async (
  dataDir: string,
  request: TokenRequest,
  { keysFolder, mayMake = false }: IssueOptions = {}
): Promise<string> => {
  const now = () => new Date()
  const platform = await EmbeddedPlatform.open({
    dataDir,
    exclusive: false,
    mayMake,
    now,
    given: clientConfig().given
  })
  try {
    const key = keysFolder === undefined ? platform.keys.jwt : await readTokenKey(keysFolder)
    const { token, jti } = issueToken(key, request)
    const { sub, agency, roles, ttlSeconds } = request
    await platform.audit.append([
      {
        at: now().toISOString(),
        by: { sub: 'command-line' },
        action: 'token_issued',
        about: { token: jti, for: sub, roles, ttlSeconds, ...(agency && { agency }) }
      }
    ])
    return token
  } finally {
    await platform.close()
  }
}

/** A short-lived token for a command-line tool of the same machine. */
export const localToken = (
  dataDir: string,
  { role, agency }: { readonly role: TokenRequest['roles'][number]; readonly agency?: string }
): Promise<string> =>
  issueLocally(dataDir, {
    roles: [role],
    sub: `command-line-${role}`,
    agency,
    purposes: ['border_control'],
    ttlSeconds: 3_600
  })
