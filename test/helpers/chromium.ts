import { type Browser, chromium } from 'playwright-core'
import { inheritedEnvironment } from '#src/config.ts'

const executablePath = inheritedEnvironment({})['CHROMIUM'] || '/usr/bin/chromium'
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync'
]

/** A real Chromium; closed by whoever opened it. */
export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath, args: flags })
