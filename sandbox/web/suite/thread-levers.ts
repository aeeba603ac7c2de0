import { html, type TemplateResult } from 'lit-html'
import { valueOf } from '../box.ts'
import { store } from '../store.ts'
import type { Thread } from '../types.ts'
import { changeThread } from './acts.ts'

/** The Page's own inbox counts as an app of this number where threads are handed over (Messenger Platform docs, handover protocol). */
const INBOX = '263902037430900'
const FOLDERS = [
  ['inbox', 'Main'],
  ['other', 'General'],
  ['spam', 'Spam'],
] as const

/** Which app controls the thread, and its folder. */
export function threadLevers(thread: Thread): TemplateResult {
  const owner = thread.owner_app_id ?? ''
  return html`<div class="levers">
    <label
      >Controlled by
      <select @change=${(event: Event) => void changeThread(thread.person_id, { owner_app_id: valueOf(event) || null })}>
        ${ownersOf(owner).map(([id, words]) => html`<option value=${id} ?selected=${id === owner}>${words}</option>`)}
      </select></label
    >
    <label
      >Folder
      <select @change=${(event: Event) => void changeThread(thread.person_id, { folder: valueOf(event) })}>
        ${FOLDERS.map(([id, words]) => html`<option value=${id} ?selected=${id === thread.folder}>${words}</option>`)}
      </select></label
    >
  </div>`
}

function ownersOf(owner: string): readonly (readonly [string, string])[] {
  const known: (readonly [string, string])[] = [
    ['', 'nobody'],
    [store.world?.app_id ?? '', 'the app'],
    [INBOX, 'the Page’s inbox'],
  ]
  return known.some(([id]) => id === owner) ? known : [...known, [owner, `app ${owner}`]]
}
