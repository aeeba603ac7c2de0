const PAGE = 'pagedesk-wanted-page'
const AGAIN = 'pagedesk-asking-again'

/** What one set out for Facebook's window for. For this tab only, and kept for another try. */
export type Errand = {
  /** It is ticked when one comes back. */
  readonly pageId: string | undefined
  /** Facebook was to ask once more for what was declined or is missing. */
  readonly isAskingAgain: boolean
}

export function keepErrand({ pageId, isAskingAgain }: Errand): void {
  keep(PAGE, pageId)
  keep(AGAIN, isAskingAgain ? 'yes' : undefined)
}

export function wantedPage(): string | undefined {
  return window.sessionStorage.getItem(PAGE) ?? undefined
}

export function wasAskingAgain(): boolean {
  return window.sessionStorage.getItem(AGAIN) !== null
}

function keep(key: string, value: string | undefined): void {
  if (value === undefined) {
    window.sessionStorage.removeItem(key)
  } else {
    window.sessionStorage.setItem(key, value)
  }
}
