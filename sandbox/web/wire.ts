import { html, nothing, type TemplateResult } from 'lit-html'
import type { Entry } from './api.ts'
import { changed, store } from './store.ts'
import { clockTime } from './times.ts'

/** What went over the wire, newest first: calls that came in, webhooks that went out. */
export function wire(): TemplateResult {
  return html`<div>
    <h2 class="label">WHAT WENT OVER THE WIRE <span>${store.isLive ? 'live' : 'connection lost'}</span></h2>
    <div class="sheet log" data-testid="wire" tabindex="0" role="region" aria-label="What went over the wire">
      ${store.entries.length === 0 ? html`<p class="none">Nothing yet. Calls to Graph and webhooks to the app are written down here.</p>` : nothing}
      ${store.entries.map(row)}
    </div>
  </div>`
}

function row(entry: Entry): TemplateResult {
  const what =
    entry.direction === 'out'
      ? `→ ${entry.label ?? entry.method}${(entry.attempt ?? 1) > 1 ? ` (attempt ${entry.attempt})` : ''}`
      : `${entry.method} ${entry.path}`
  const isOpen = store.openEntryId === entry.id
  return html`<div class="entry">
    <button type="button" aria-expanded=${isOpen} @click=${() => unfold(isOpen ? undefined : entry.id)}>
      <time>${clockTime(entry.at, true)}</time><span class="cut">${what}</span
      ><span class=${isGood(entry) ? 'ok' : 'no'}>${result(entry)}</span>
    </button>
    ${isOpen ? html`<pre>${whole(entry)}</pre>` : nothing}
  </div>`
}

function unfold(id: number | undefined): void {
  store.openEntryId = id
  changed()
}

function whole(entry: Entry): string {
  return [`${entry.method} ${entry.path}`, entry.request, entry.response].filter((part) => part !== '').join('\n\n')
}

function isGood(entry: Entry): boolean {
  return entry.status !== null && entry.status < 400
}

function result(entry: Entry): string {
  const status = entry.status === null ? (entry.outcome ?? 'no answer') : String(entry.status)
  return entry.took_ms === null ? status : `${status} · ${entry.took_ms} ms`
}
