import { focusScreenIfLost, headingIn } from '../ui/focus-screen.ts'
import { focusQuietly, isVisible } from '../ui/focus-target.ts'

/** Long enough for a closing menu or dialog to place the focus itself. */
const SETTLE_MS = 60

type Held = { readonly element: HTMLElement; readonly group: string | undefined; readonly region: HTMLElement | null }

/**
 * Focus follows the act. What has the focus may go away by the act itself: the field that becomes a lock, the row that leaves its folder,
 * the question that was answered, the whole screen. Browsers then drop the focus to the page's beginning; this hands it to the nearest thing
 * that is left: the home of its group (`data-focus-group`, `data-focus-home`), the heading of its region, or the heading of the screen.
 */
export function keepFocus(): () => void {
  let held: Held | undefined
  let timer: number | undefined

  function handleFocusIn({ target }: FocusEvent): void {
    if (target instanceof HTMLElement) {
      const group = target.closest<HTMLElement>('[data-focus-group]')?.dataset['focusGroup']
      held = { element: target, group, region: target.closest<HTMLElement>('[data-region]') }
    }
  }

  // A press on empty ground leaves on purpose, and nothing is to be given back. Chromium tells the same of an element that is just being
  // removed or hidden, and a window in the background keeps its focus: what is so shows a moment later.
  function handleFocusOut({ relatedTarget }: FocusEvent): void {
    const left = held
    if (relatedTarget === null) {
      window.setTimeout(() => {
        if (held === left && left !== undefined && isThere(left.element) && document.activeElement === document.body) {
          held = undefined
        }
        handleChange()
      })
    }
  }

  function handleChange(): void {
    if (held !== undefined && timer === undefined && !isThere(held.element)) {
      timer = window.setTimeout(recover, SETTLE_MS)
    }
  }

  function recover(): void {
    timer = undefined
    const lost = held
    held = undefined
    if (lost !== undefined && document.activeElement === document.body) {
      const home = homeOf(lost)
      if (home === undefined) {
        focusScreenIfLost()
      } else {
        focusQuietly(home)
      }
    }
  }

  const observer = new MutationObserver(handleChange)
  observer.observe(document.body, { childList: true, subtree: true })
  document.addEventListener('focusin', handleFocusIn)
  document.addEventListener('focusout', handleFocusOut)
  return () => {
    observer.disconnect()
    window.clearTimeout(timer)
    document.removeEventListener('focusin', handleFocusIn)
    document.removeEventListener('focusout', handleFocusOut)
  }
}

function isThere(element: HTMLElement): boolean {
  return element.isConnected && isVisible(element)
}

function homeOf({ group, region }: Held): HTMLElement | undefined {
  const homes = group === undefined ? [] : [...document.querySelectorAll<HTMLElement>(`[data-focus-home="${CSS.escape(group)}"]`)]
  const ofRegion = region !== null && isThere(region) ? headingIn(region) : undefined
  return homes.find(isVisible) ?? ofRegion
}
