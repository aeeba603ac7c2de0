import { html, nothing, type TemplateResult } from 'lit-html'
import { face, icon } from '../icon.ts'
import { isUnread, personWith, store, threadOf, worldNow } from '../store.ts'
import { shortTime } from '../times.ts'
import type { Page, Thread } from '../types.ts'
import { openThread } from './acts.ts'
import { wordsOf } from './words.ts'

/** All threads of the person you are, newest first, then the Pages nothing was written to yet. */
export function inbox(): TemplateResult {
  const pages = store.world?.pages ?? []
  const known = pages
    .flatMap((page) => {
      const thread = threadOf(page.id, store.personId)
      return thread ? [{ page, thread }] : []
    })
    .toSorted((one, other) => (other.thread.last_message?.timestamp ?? 0) - (one.thread.last_message?.timestamp ?? 0))
  const others = pages.filter((page) => !known.some((each) => each.page === page))
  return html`<div class="phone-top"><h3>Chats</h3></div>
    <div class="inbox" tabindex="-1" @keydown=${walkRows}>
      ${
        known.length === 0
          ? html`<p class="empty">${personWith(store.personId)?.first_name} has not written to a Page yet. Choose one to begin.</p>`
          : known.map(({ page, thread }) => row(page, thread))
      }
      ${others.length === 0 ? nothing : html`<p class="small-head">Write to a Page</p>`} ${others.map((page) => row(page, undefined))}
    </div>`
}

function row(page: Page, thread: Thread | undefined): TemplateResult {
  const last = thread?.last_message
  const unread = thread !== undefined && isUnread(thread)
  return html`<button
    type="button"
    class="chat ${unread ? 'unread' : ''}"
    data-testid="chat-${page.id}"
    @click=${() => void openThread(page.id)}
  >
    ${face(page.id, 'page', 48)}
    <span class="grow">
      <span class="chat-top"
        ><b class="cut" dir="auto">${page.name}</b>${last ? html`<time>${shortTime(last.timestamp, worldNow())}</time>` : nothing}</span
      >
      <span class="chat-last"
        ><span class="cut" dir="auto">${last ? `${last.from === 'person' ? 'You: ' : ''}${wordsOf(last)}` : page.category}</span>${
          unread ? html`<span class="dot" role="img" aria-label="Unread"></span>` : last ? nothing : icon('pencil')
        }</span
      >
    </span>
  </button>`
}

/** Up and down walk from row to row. */
export function walkRows(event: KeyboardEvent): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  const rows = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>(':scope button')]
  const at = rows.indexOf(document.activeElement as HTMLElement)
  const next = rows[at + step]
  if (step !== 0 && at >= 0 && next) {
    event.preventDefault()
    next.focus()
  }
}
