import { html, nothing, type TemplateResult } from 'lit-html'
import { live } from 'lit-html/directives/live.js'
import { isChecked } from './box.ts'
import { face, icon } from './icon.ts'
import { composer } from './messenger/composer.ts'
import { inbox } from './messenger/inbox.ts'
import { beginning, menuToggle, pageMenu } from './messenger/start.ts'
import { talk } from './messenger/talk.ts'
import { isUnread, pageWith, personWith, store, threadKey, worldNow } from './store.ts'
import { clockTime } from './times.ts'
import type { Page } from './types.ts'
import { focusSoon, set, ui } from './ui.ts'

/** The phone of the person you are: all their chats, or one thread. */
export function phone(): TemplateResult {
  const page = pageWith(store.pageId)
  return html`<div class="phone ${ui.isPhoneOn ? '' : 'off'}" id="phone">
      <p class="bar"><span>${clockTime(worldNow())}</span><span>${ui.isPhoneOn ? 'online' : 'off'}</span></p>
      ${ui.phoneShows === 'inbox' || !page ? inbox() : thread(page)}
      <span class="home"></span>
    </div>
    <label class="sheet phone-switch flip"
      ><span>Phone is on<small>off: answers are not delivered and not read</small></span>
      <input type="checkbox" role="switch" .checked=${live(ui.isPhoneOn)} @change=${(event: Event) => set({ isPhoneOn: isChecked(event) })}
    /></label>`
}

export function phoneTitle(): TemplateResult {
  const name = personWith(store.personId)?.first_name ?? ''
  return html`<bdi class="cut" dir="ltr"><bdi>${name.toUpperCase()}</bdi>’S PHONE</bdi>`
}

function thread(page: Page): TemplateResult {
  const person = personWith(store.personId)
  const name = person?.first_name ?? ''
  const known = store.threads.get(threadKey(page.id, store.personId))
  return html`${head(page)}
    <div class="talk" role="log" aria-label="Messages" tabindex="0">
      ${known ? talk(known, page, { sees: 'person', canAct: true, testId: 'message' }) : beginning(page, name)}
    </div>
    ${pageMenu(page)} ${composer(name, page, known)}`
}

function head(page: Page): TemplateResult {
  const elsewhere = (store.world?.conversations ?? []).filter(
    (each) => each.person_id === store.personId && each.page_id !== page.id && isUnread(each),
  ).length
  const state = [
    page.category,
    ...(page.is_published ? [] : ['unpublished']),
    page.subscribed_fields.length > 0 ? 'connected' : 'no app listens',
  ]
  return html`<div class="to">
    <button
      type="button"
      class="round back"
      aria-label=${elsewhere === 0 ? 'All chats' : `All chats, ${elsewhere} unread`}
      @click=${openInbox}
    >
      ${icon('arrow-left')}${elsewhere === 0 ? nothing : html`<span class="dot" aria-hidden="true"></span>`}
    </button>
    ${face(page.id, 'page', 36)}
    <span class="grow"><b class="cut" dir="auto">${page.name}</b><small class="cut">${state.join(', ')}</small></span>
    ${menuToggle(page)}
  </div>`
}

function openInbox(): void {
  set({ phoneShows: 'inbox', tray: undefined })
  focusSoon('#phone .chat')
}
