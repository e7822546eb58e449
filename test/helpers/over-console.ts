import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import type { DemoService } from '#src/cli/demo-service.ts'
import { issueLocally } from '#src/cli/local-token.ts'
import { withDemoService } from '#src/cli/with-demo-service.ts'
import type { Role } from '#src/domain/vocabulary.ts'
import { openBrowser } from './chromium.ts'

/** A service with the console over a folder of its own, and a browser to open it in. */
export interface OpenConsole {
  readonly service: DemoService
  readonly browser: Browser
  /** A token of the agency `interior`. */
  token(role: Role): Promise<string>
}

/** Does this with a console; nothing of it is left afterwards. */
export const overConsole = async <T>(work: (open: OpenConsole) => Promise<T>): Promise<T> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'portcullis-console-'))
  const browser = await openBrowser()
  const token = (role: Role) =>
    issueLocally(dataDir, {
      roles: [role],
      sub: `console-${role}`,
      agency: 'interior',
      purposes: ['border_control'],
      ttlSeconds: 3_600
    })
  try {
    return await withDemoService({ PORT: '0', DATA_DIR: dataDir }, service =>
      work({ service, browser, token })
    )
  } finally {
    await browser.close()
    await rm(dataDir, { recursive: true })
  }
}
