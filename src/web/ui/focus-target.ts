const FOCUSABLE = 'a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), select:not(:disabled), [tabindex="0"]'

export function isVisible(element: HTMLElement): boolean {
  return element.checkVisibility({ visibilityProperty: true })
}

/** The first element inside that shows and can have the focus; what is marked as the present one before all others. */
export function firstFocusable(region: HTMLElement): HTMLElement | undefined {
  const all = [...region.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((element) => isVisible(element) && element.tabIndex >= 0)
  return all.find((element) => element.matches('[data-here]')) ?? all[0]
}

/** Puts the focus on something that is read rather than pressed, such as a heading. */
export function focusQuietly(element: HTMLElement): void {
  if (element.tabIndex < 0 && !element.hasAttribute('tabindex')) {
    element.setAttribute('tabindex', '-1')
  }
  element.focus({ preventScroll: true })
}
