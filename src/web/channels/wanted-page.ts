const KEY = 'pagedesk-wanted-page'

/** Which Page one set out for Facebook's window for: it is ticked when one comes back. For this tab only. */
export function keepWantedPage(pageId: string | undefined): void {
  if (pageId === undefined) {
    window.sessionStorage.removeItem(KEY)
  } else {
    window.sessionStorage.setItem(KEY, pageId)
  }
}

export function wantedPage(): string | undefined {
  return window.sessionStorage.getItem(KEY) ?? undefined
}
