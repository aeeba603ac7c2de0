import { focusQuietly, isVisible } from './focus-target.ts'

const LOOK_EVERY_MS = 60
/** About three seconds: a screen that is loaded for the first time on a slow line may take as long. */
const MOST_LOOKS = 50

/** After going to another screen by key or command: to its heading, or to the open ticket's name, as soon as it is drawn. */
export function focusScreen(): void {
  look(MOST_LOOKS, () => true)
}

/** Where the focus was dropped: the same, unless something has taken it meanwhile. */
export function focusScreenIfLost(): void {
  look(MOST_LOOKS, () => document.activeElement === document.body)
}

function look(looksLeft: number, isWanted: () => boolean): void {
  window.setTimeout(() => {
    if (!isWanted()) {
      return
    }
    const heading = screenHeading()
    if (heading !== undefined) {
      focusQuietly(heading)
    } else if (looksLeft > 0) {
      look(looksLeft - 1, isWanted)
    }
  }, LOOK_EVERY_MS)
}

export function headingIn(part: HTMLElement): HTMLElement | undefined {
  return [...part.querySelectorAll<HTMLElement>('h1, h2')].find(isVisible)
}

function screenHeading(): HTMLElement | undefined {
  const sheet = document.querySelector<HTMLElement>('#sheet')
  if (sheet === null) {
    return undefined
  }
  const conversation = sheet.querySelector<HTMLElement>('.conv:not([data-empty])')
  return (conversation === null ? undefined : headingIn(conversation)) ?? headingIn(sheet)
}
