import { chromium, type Browser, type Page } from 'playwright-core'
import { findChromium } from '../../bin/chromium.ts'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Letters are as wide as they are drawn, in every build of Chromium.
  '--font-render-hinting=none',
]

export async function openBrowser(): Promise<Browser> {
  return await chromium.launch({ executablePath: chromiumPath(), args: FLAGS })
}

function chromiumPath(): string {
  const path = findChromium()
  if (path === undefined) {
    throw new Error('No Chromium was found. `npm test` finds or installs one; for this file alone set CHROMIUM_PATH.')
  }
  return path
}

export type Size = { readonly width: number; readonly height: number }

export async function openPage(browser: Browser, size: Size = { width: 1440, height: 900 }): Promise<Page> {
  const context = await browser.newContext({ viewport: size, locale: 'en-GB' })
  context.setDefaultTimeout(15_000)
  return await context.newPage()
}

/** A browser whose owner has set its text to twice the usual size. */
export async function openLargeText(size: Size) {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: [...FLAGS, '--blink-settings=defaultFontSize=32'] })
  return { page: await openPage(browser, size), close: () => browser.close() }
}

/** Keeps what a step looked like in test-results/, for people to look at: as it rests, not in the middle of a transition. Only with `PICTURES=1`. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  if (process.env['PICTURES'] === '1') {
    await page.screenshot({ path: `test-results/${name}.png`, animations: 'disabled' })
  }
}
