/** A picture that did not come is asked for again after these rests, and then only when the desk is back: it may be gone for good. */
const RESTS_MS = [2000, 10_000, 60_000]

const missing = new Map<HTMLImageElement, number>()

/**
 * A browser asks once for a picture, and a desk that was away in that moment would leave a hole for as long as the screen stands. Only what
 * the desk gives is asked for again: a preview of a file that one has just picked comes from the browser itself.
 */
export function loadPicturesAgain(): () => void {
  const timers = new Set<number>()

  function hear({ target }: Event): void {
    if (target instanceof HTMLImageElement && isOfTheDesk(target)) {
      const tries = missing.get(target) ?? 0
      missing.set(target, tries + 1)
      const restMs = RESTS_MS[tries]
      if (restMs !== undefined) {
        const timer = window.setTimeout(() => {
          timers.delete(timer)
          ask(target)
        }, restMs)
        timers.add(timer)
      }
    }
  }

  function settle({ target }: Event): void {
    if (target instanceof HTMLImageElement) {
      missing.delete(target)
    }
  }

  // Neither event bubbles; both pass here on their way down.
  document.addEventListener('error', hear, true)
  document.addEventListener('load', settle, true)
  return () => {
    document.removeEventListener('error', hear, true)
    document.removeEventListener('load', settle, true)
    timers.forEach((timer) => window.clearTimeout(timer))
    missing.clear()
  }
}

/** The desk is back: whatever did not come is asked for at once. */
export function loadMissingPictures(): void {
  ;[...missing.keys()].forEach(ask)
}

function ask(image: HTMLImageElement): void {
  if (!image.isConnected) {
    missing.delete(image)
  } else if (missing.has(image)) {
    image.src = String(image.src)
  }
}

function isOfTheDesk({ src }: HTMLImageElement): boolean {
  return src.startsWith(`${location.origin}/`)
}
