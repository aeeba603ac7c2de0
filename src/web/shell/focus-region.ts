import { firstFocusable, focusQuietly, isVisible } from '../ui/focus-target.ts'

/** F6 and Shift F6 go round the parts of the screen that show: navigation, list, conversation, client, or the page of a setting. */
export function focusRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(isVisible)
  const here = regions.findLastIndex((region) => region.contains(document.activeElement))
  const first = step === 1 ? 0 : regions.length - 1
  const next = regions[here < 0 ? first : (here + step + regions.length) % regions.length]
  if (next !== undefined) {
    focusQuietly(firstFocusable(next) ?? next)
  }
}
