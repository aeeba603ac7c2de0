import { chromium, type Browser, type Page } from 'playwright-core'
import { findChromium } from '../../bin/chromium.ts'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === undefined) {
    throw new Error('No Chromium was found. `npm test` finds or installs one; for this file alone set CHROMIUM_PATH.')
  }
  return await chromium.launch({ executablePath, args: FLAGS })
}

/** A page that remembers what went wrong in it: a journey ends by looking at `faults`. */
export async function openPage(browser: Browser, size = { width: 1440, height: 900 }): Promise<{ page: Page; faults: string[] }> {
  const context = await browser.newContext({ viewport: size, locale: 'en-GB' })
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  return { page, faults }
}

/** Keeps what a step looked like in test-results/, for people to look at. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `test-results/${name}.png` })
}
