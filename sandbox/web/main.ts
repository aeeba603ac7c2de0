import { html, nothing, render } from 'lit-html'
import { playPhone } from './acts.ts'
import { cast } from './cast.ts'
import { clock, faults } from './levers.ts'
import { listen } from './live.ts'
import { phone } from './phone.ts'
import { store, watch, worldNow } from './store.ts'
import { wire } from './wire.ts'

const CLOCK_TICK_MS = 1000
const THEME = 'sandbox-theme'
const root = document.documentElement
let shownMessage = ''

setTheme(localStorage.getItem(THEME))
document.querySelector('#theme')?.addEventListener('click', () => {
  const isDark =
    getComputedStyle(root).colorScheme === 'dark' ||
    (root.dataset['theme'] === undefined && matchMedia('(prefers-color-scheme: dark)').matches)
  setTheme(isDark ? 'light' : 'dark')
})
watch(draw)
watch(playPhone)
document.addEventListener('visibilitychange', playPhone)
listen()
setInterval(draw, CLOCK_TICK_MS)

function draw(): void {
  const stage = document.querySelector<HTMLElement>('#stage')
  if (!stage || !store.world) {
    return
  }
  render(
    html`${store.trouble === undefined ? nothing : html`<p class="sheet trouble" role="alert">${store.trouble}</p>`}${cast()}${phone()}
      <section class="control" aria-label="Controls">${clock()}${faults()}${wire()}</section>`,
    stage,
  )
  followTalk(stage)
}

/** The newest message stays in view when one arrives, and only then. */
function followTalk(stage: HTMLElement): void {
  const isTyping = (store.thread?.page_types_until ?? 0) > worldNow()
  const newest = `${store.personId} ${store.pageId} ${store.thread?.messages.at(-1)?.mid ?? ''} ${isTyping}`
  if (newest !== shownMessage) {
    shownMessage = newest
    const talk = stage.querySelector('.talk')
    talk?.scrollTo({ top: talk.scrollHeight })
  }
}

function setTheme(theme: string | null): void {
  if (theme === 'light' || theme === 'dark') {
    root.dataset['theme'] = theme
    localStorage.setItem(THEME, theme)
  }
}
