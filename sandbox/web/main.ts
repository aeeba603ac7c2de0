import { html, nothing, render } from 'lit-html'
import { cast } from './cast.ts'
import { controls } from './control/controls.ts'
import { panel, tabs } from './layout.ts'
import { listen } from './live.ts'
import { playPhone } from './messenger/play.ts'
import { phone, phoneTitle } from './phone.ts'
import { changed, personWith, store, threadKey, watch, worldNow } from './store.ts'
import { suite } from './suite/suite.ts'
import { clockTime } from './times.ts'
import { ui } from './ui.ts'
import { wall } from './wall/wall.ts'

const CLOCK_TICK_MS = 1000
const THEME = 'sandbox-theme'
const root = document.documentElement
const shownTalks = new WeakMap<Element, string>()

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
  const name = personWith(store.personId)?.first_name ?? ''
  render(
    html`${notice()}${cast()}${panel('phone', phoneTitle(), { note: 'Messenger', body: phone() })}${tabs()}
    ${panel('wall', 'THE PAGE’S WALL', { note: html`as <bdi>${name}</bdi> sees it`, body: wall() })}
    ${panel('suite', 'BUSINESS SUITE', { note: 'as the Page, by hand', body: suite() })}
    ${panel('controls', 'CONTROLS', { note: nothing, body: controls() })}`,
    stage,
  )
  for (const talk of stage.querySelectorAll('.talk')) {
    followTalk(talk)
  }
}

/** What went wrong, or that the sandbox is gone for now. */
function notice() {
  const { trouble, lostAt } = store
  if (trouble === undefined) {
    return lostAt === undefined
      ? nothing
      : html`<p class="sheet trouble" role="status">
          Not connected. You see the state of ${clockTime(lostAt)}. This page catches up once the sandbox is running again.
        </p>`
  }
  return html`<p class="sheet trouble" role="alert">
    <span class="grow">${trouble}</span><button type="button" class="plain small" @click=${forgive}>Close</button>
  </p>`
}

function forgive(): void {
  store.trouble = undefined
  changed()
}

/** The newest message stays in view when one arrives, and only then. */
function followTalk(talk: Element): void {
  const personId = talk.closest('#phone') ? store.personId : (ui.suitePersonId ?? '')
  const thread = store.threads.get(threadKey(store.pageId, personId))
  const isTyping = (thread?.page_types_until ?? 0) > worldNow()
  const newest = `${personId} ${store.pageId} ${thread?.messages.at(-1)?.mid ?? ''} ${isTyping}`
  if (newest !== shownTalks.get(talk)) {
    shownTalks.set(talk, newest)
    talk.scrollTo({ top: talk.scrollHeight })
  }
}

function setTheme(theme: string | null): void {
  if (theme === 'light' || theme === 'dark') {
    root.dataset['theme'] = theme
    localStorage.setItem(THEME, theme)
  }
}
