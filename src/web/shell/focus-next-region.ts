/** F6 goes round the regions that show: navigation, list, conversation, client. */
export function focusNextRegion(): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter((region) => region.offsetParent !== null)
  const here = regions.findIndex((region) => region.contains(document.activeElement))
  const next = regions[(here + 1) % regions.length]
  const target = next?.querySelector<HTMLElement>('[data-here], [tabindex="0"], a[href], button:not(:disabled), textarea') ?? next
  target?.focus()
}
