import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import { store } from '../store.ts'
import { clockTime } from '../times.ts'
import type { Entry } from '../types.ts'
import { set, ui } from '../ui.ts'
import { entryDetails } from './journal-entry.ts'

/** What went over the wire, newest first: calls that came in, webhooks that went out. */
export function journal(): TemplateResult {
  const wanted = ui.journalFilter.trim().toLowerCase()
  const entries = wanted === '' ? store.entries : store.entries.filter((entry) => textOf(entry).includes(wanted))
  return html`<div>
    <h3 class="label">WHAT WENT OVER THE WIRE <span>${store.lostAt === undefined ? 'live' : 'connection lost'}</span></h3>
    <div class="sheet wire">
      <input
        class="filter"
        type="search"
        aria-label="Filter the journal"
        placeholder="Filter: messages, 400, →, out …"
        .value=${ui.journalFilter}
        @input=${(event: Event) => set({ journalFilter: (event.currentTarget as HTMLInputElement).value })}
      />
      <div class="log" data-testid="wire" tabindex="0" role="region" aria-label="What went over the wire">
        ${entries.length === 0 ? html`<p class="none">${wanted === '' ? NOTHING_YET : 'Nothing matches.'}</p>` : nothing}
        ${repeat(entries, ({ id }) => id, row)}
      </div>
    </div>
  </div>`
}

const NOTHING_YET = 'Nothing yet. Calls to Graph and webhooks to the app are listed here.'

function row(entry: Entry): TemplateResult {
  const isOpen = ui.openEntryId === entry.id
  return html`<div class="entry">
    <button type="button" aria-expanded=${isOpen} @click=${() => set({ openEntryId: isOpen ? undefined : entry.id })}>
      <time>${clockTime(entry.at, true)}</time><span class="cut">${whatOf(entry)}</span
      ><span class="cut ${isGood(entry) ? 'ok' : 'no'}">${resultOf(entry)}</span>
    </button>
    ${isOpen ? entryDetails(entry) : nothing}
  </div>`
}

function whatOf(entry: Entry): string {
  return entry.direction === 'out'
    ? `→ ${entry.label ?? entry.method}${(entry.attempt ?? 1) > 1 ? ` (attempt ${entry.attempt})` : ''}`
    : `${entry.method} ${short(entry.path)}`
}

/** The path by what tells calls apart: without the query, long ids cut. */
function short(path: string): string {
  return (path.split('?')[0] ?? path).replace(/\d{9,}/g, (id) => `${id.slice(0, 3)}…${id.slice(-3)}`)
}

function isGood(entry: Entry): boolean {
  return entry.status === null ? /^\d+ bytes/.test(entry.outcome ?? '') : entry.status < 400
}

function resultOf(entry: Entry): string {
  const status = entry.status === null ? (entry.outcome ?? 'no answer') : String(entry.status)
  return entry.took_ms === null ? status : `${status} · ${entry.took_ms} ms`
}

function textOf(entry: Entry): string {
  return [whatOf(entry), entry.path, resultOf(entry), entry.direction, entry.request, entry.response].join(' ').toLowerCase()
}
