import { focusScreenIfLost, headingIn } from '../ui/focus-screen.ts'
import { focusQuietly, isVisible } from '../ui/focus-target.ts'

/** Long enough for a closing menu or dialog to place the focus itself. */
const SETTLE_MS = 60

type Held = { readonly element: HTMLElement; readonly group: string | undefined; readonly region: HTMLElement | null }

/**
 * Focus follows the act. What has the focus may go away by the act itself: the field that becomes a lock, the row that leaves its folder,
 * the question that was answered, the whole screen; or it is disabled until its answer is there. Browsers then drop the focus to the page's beginning; this hands it to the nearest thing
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
  // removed, hidden or disabled, and a window in the background keeps its focus: what is so shows a moment later.
  function handleFocusOut({ relatedTarget }: FocusEvent): void {
    const left = held
    if (relatedTarget === null) {
      window.setTimeout(() => {
        if (held === left && left !== undefined && isThere(left.element) && !isDisabled(left.element) && isLost()) {
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

  // A button that waited for its answer has it: whoever pressed it goes on where they were.
  function handleAttribute({ target }: MutationRecord): void {
    if (held !== undefined && held.element === target && isThere(held.element) && !isDisabled(held.element) && isLost()) {
      focusQuietly(held.element)
    }
  }

  function recover(): void {
    timer = undefined
    const lost = held
    held = undefined
    if (lost !== undefined && isLost()) {
      const home = homeOf(lost)
      if (home === undefined) {
        focusScreenIfLost()
      } else {
        focusQuietly(home)
      }
    }
  }

  const observer = new MutationObserver((changes) => {
    changes.filter(({ type }) => type === 'attributes').forEach(handleAttribute)
    handleChange()
  })
  observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] })
  document.addEventListener('focusin', handleFocusIn)
  document.addEventListener('focusout', handleFocusOut)
  return () => {
    observer.disconnect()
    window.clearTimeout(timer)
    document.removeEventListener('focusin', handleFocusIn)
    document.removeEventListener('focusout', handleFocusOut)
  }
}

function isLost(): boolean {
  return document.activeElement === document.body
}

function isDisabled(element: HTMLElement): boolean {
  return element.matches(':disabled')
}

function isThere(element: HTMLElement): boolean {
  return element.isConnected && isVisible(element)
}

function homeOf({ group, region }: Held): HTMLElement | undefined {
  const homes = group === undefined ? [] : [...document.querySelectorAll<HTMLElement>(`[data-focus-home="${CSS.escape(group)}"]`)]
  const ofRegion = region !== null && isThere(region) ? headingIn(region) : undefined
  return homes.find(isVisible) ?? ofRegion
}
