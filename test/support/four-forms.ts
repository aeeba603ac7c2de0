import type { Page } from 'playwright-core'
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts'
import { keepPicture } from './browser.ts'

const WIDE = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }

/** What one looks at, wide and on a phone, in light and in dark: axe finds nothing, nothing scrolls sideways, and each is kept for people to look at. */
export async function expectWellInFourForms(page: Page, name: string): Promise<void> {
  for (const size of [PHONE, WIDE]) {
    await page.setViewportSize(size)
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme })
      await expectAccessible(page, `${name}, ${size.width}, ${colorScheme}`)
      await expectNoSidewaysScroll(page, `${name}, ${size.width}, ${colorScheme}`)
      await keepPicture(page, `${name}-${size.width}-${colorScheme}`)
    }
  }
}
