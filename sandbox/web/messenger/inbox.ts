import { html, nothing, type TemplateResult } from 'lit-html'
import { icon } from '../icon.ts'
import { isUnread, personWith, store, threadOf } from '../store.ts'
import type { Page, Thread } from '../types.ts'
import { openThread } from './acts.ts'
import { chatRow, walkRows } from './chat-row.ts'

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
  return chatRow({
    testId: `chat-${page.id}`,
    owner: { id: page.id, kind: 'page', name: page.name },
    last: thread?.last_message,
    mine: 'person',
    waiting: thread !== undefined && isUnread(thread) ? 'Unread' : undefined,
    empty: { words: page.category, mark: icon('pencil') },
    open: () => void openThread(page.id),
  })
}
