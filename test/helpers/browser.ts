import type { Browser, BrowserContext, Page } from 'playwright-core'
import { onTestFinished } from 'vitest'

/** A page of the console, and what went wrong in it unasked. */
export interface ConsolePage {
  readonly page: Page
  readonly context: BrowserContext
  /** Errors of scripts, and whatever the page asked of another host. */
  readonly complaints: readonly string[]
}

/** Somebody's own browser, signed in at the service as this person of the provider. */
export const signInAs = async (
  browser: Browser,
  url: string,
  name: string
): Promise<ConsolePage> => {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'UTC'
  })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(error.message))
  await page.goto(url)
  await page.getByRole('link', { name: /sign in/i }).click()
  await page.getByRole('link', { name }).click()
  await page.getByRole('navigation', { name: 'Pages' }).waitFor()
  page.on('request', request => {
    if (!request.url().startsWith(url)) complaints.push(`asked ${request.url()}`)
  })
  return { page, context, complaints }
}
