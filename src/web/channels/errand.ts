const AGAIN = 'pagedesk-asking-again'

/** What one set out for Facebook's window for. For this tab only, and kept for another try. */
export type Errand = {
  /** Facebook was to ask once more for what was declined or is missing. */
  readonly isAskingAgain: boolean
}

export function keepErrand({ isAskingAgain }: Errand): void {
  if (isAskingAgain) {
    window.sessionStorage.setItem(AGAIN, 'yes')
  } else {
    window.sessionStorage.removeItem(AGAIN)
  }
}

export function wasAskingAgain(): boolean {
  return window.sessionStorage.getItem(AGAIN) !== null
}
