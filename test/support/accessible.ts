import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const OPTIONS = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  // Experimental in axe, and WCAG 2.5.3 all the same: who speaks to the computer says the words they see.
  rules: { 'label-content-name-mismatch': { enabled: true } },
  resultTypes: ['violations'],
}

/** A tooltip lies outside of all regions, as it may: it belongs to what it is shown of. */
const WITHOUT_TOOLTIPS = { exclude: ['[data-portal]:has(> [role="tooltip"])'] }

const IN_OWN_COLOURS = { ...OPTIONS, rules: { ...OPTIONS.rules, 'color-contrast': { enabled: false } } }

/** The screen has no finding of axe: WCAG 2.2 A and AA, and best practice. `name` is how the failure's message calls the screen. */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  await standStill(page)
  // With forced colours the contrast is the reader's own choice, and axe counts it with ours.
  const isForced = await page.evaluate<boolean>(`matchMedia('(forced-colors: active)').matches`)
  if (await page.evaluate<boolean>(`typeof axe === 'undefined'`)) {
    await page.evaluate(axe.source)
  }
  const { violations } = await page.evaluate<axe.AxeResults>(
    `axe.run(${JSON.stringify(WITHOUT_TOOLTIPS)}, ${JSON.stringify(isForced ? IN_OWN_COLOURS : OPTIONS)})`,
  )
  const findings = violations.flatMap(({ id, impact, nodes }) =>
    nodes.map((node) => `${id} (${impact}): ${node.target.join(' ')}\n${node.html.slice(0, 300)}\n${node.failureSummary ?? ''}`),
  )
  expect(findings, `axe on ${name}`).toEqual([])
}

/** No part of the screen scrolls sideways, but cards that are meant to be leafed through, and nothing hangs out of the window. */
export async function expectNoSidewaysScroll(page: Page, name: string): Promise<void> {
  await standStill(page)
  const wide = await page.evaluate<string[]>(`
    [...document.querySelectorAll('*')]
      .filter((element) => element === document.documentElement || /auto|scroll/.test(getComputedStyle(element).overflowX))
      .filter((element) => !element.matches('.carousel'))
      .filter((element) => element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1)
      .map((element) => element.tagName + ' ' + element.className + ': ' + element.scrollWidth + ' in ' + element.clientWidth)`)
  expect(wide, `sideways on ${name}`).toEqual([])
}

/** A menu that is still fading in, or a colour that is still changing, has the contrast of neither state. */
async function standStill(page: Page): Promise<void> {
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))')
  await page.evaluate(`
    document.getAnimations()
      .filter((animation) => animation.effect?.getComputedTiming().iterations !== Infinity)
      .forEach((animation) => animation.finish())`)
}
