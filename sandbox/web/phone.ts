import { html, nothing, type TemplateResult } from 'lit-html'
import { choosePage, switchPhone, write } from './acts.ts'
import type { Conversation, Message, Page } from './api.ts'
import { store, worldNow } from './store.ts'
import { clockTime, dayAndTime } from './times.ts'

const PAUSE_MS = 30 * 60_000

/** The phone of the person you are: one thread with the chosen Page. */
export function phone(): TemplateResult {
  const person = store.world?.people.find(({ id }) => id === store.personId)
  const page = store.world?.pages.find(({ id }) => id === store.pageId)
  const name = person?.first_name ?? ''
  return html`<section aria-label="Phone">
    <h2 class="label">
      <bdi dir="ltr"><bdi>${name.toUpperCase()}</bdi>’S PHONE</bdi><span>Messenger</span>
    </h2>
    <div class="phone ${store.isPhoneOn ? '' : 'off'}">
      <p class="bar"><span>${clockTime(worldNow())}</span><span>${store.isPhoneOn ? 'online' : 'off'}</span></p>
      ${page ? head(page) : nothing}
      <div class="talk" role="log" aria-label="Messages" tabindex="0">${talk(store.thread, page)}</div>
      <form class="write" @submit=${submit}>
        <textarea
          name="text"
          rows="1"
          dir="auto"
          aria-label="Write as ${name}"
          placeholder="Aa"
          required
          @keydown=${sendOnEnter}
        ></textarea>
        <button class="main">Send</button>
      </form>
    </div>
    <label class="sheet phone-switch flip"
      ><span>Phone is on<small>off: answers are not delivered and not read</small></span>
      <input type="checkbox" role="switch" .checked=${store.isPhoneOn} @change=${(event: Event) => switchPhone(isChecked(event))}
    /></label>
  </section>`
}

function head(page: Page): TemplateResult {
  return html`<div class="to">
    <img src="/sandbox/pictures/${page.id}.png" alt="" width="36" height="36" />
    <div class="grow">
      <select
        aria-label="Page"
        .value=${page.id}
        @change=${(event: Event) => void choosePage((event.currentTarget as HTMLSelectElement).value)}
      >
        ${store.world?.pages.map((each) => html`<option value=${each.id} ?selected=${each.id === page.id}>${each.name}</option>`)}</select
      ><small
        >${page.category}${page.is_published ? '' : ', unpublished'}${page.subscribed_fields.length > 0 ? ', connected' : ', no app listens'}</small
      >
    </div>
  </div>`
}

function talk(thread: Conversation | undefined, page: Page | undefined): TemplateResult | TemplateResult[] {
  if (!thread) {
    return html`<p class="empty">Nothing written yet. Write the first message to <bdi>${page?.name ?? 'a Page'}</bdi>.</p>`
  }
  const rows = thread.messages.map((message, index) => html`${pause(message, thread.messages[index - 1])}${bubble(message, thread)}`)
  return thread.page_types_until > worldNow() ? [...rows, html`<p class="mark">${page?.name} is typing …</p>`] : rows
}

function pause(message: Message, before: Message | undefined): TemplateResult | typeof nothing {
  const isLong = before === undefined || message.timestamp - before.timestamp > PAUSE_MS
  return isLong ? html`<p class="when">${dayAndTime(message.timestamp)}</p>` : nothing
}

function bubble(message: Message, thread: Conversation): TemplateResult {
  const isLast = thread.messages.findLast(({ from }) => from === message.from)?.mid === message.mid
  const side = message.from === 'page' ? 'page' : 'me'
  return html`<p class="say ${side}" dir="auto" data-testid="message-${side}" title=${dayAndTime(message.timestamp)}>${message.text}</p>
    ${isLast ? html`<p class="mark ${side}" data-testid="mark-${side}">${markFor(message, thread)}</p>` : nothing}`
}

function markFor(message: Message, thread: Conversation): string {
  if (message.from === 'person') {
    return thread.seen_by_page_up_to >= message.timestamp ? 'Seen by the Page' : 'Sent'
  }
  if (thread.read_up_to >= message.timestamp) {
    return 'Read'
  }
  return thread.delivered_up_to >= message.timestamp ? 'Delivered' : 'On its way'
}

async function submit(event: SubmitEvent): Promise<void> {
  event.preventDefault()
  const form = event.currentTarget as HTMLFormElement
  const text = (form.elements.namedItem('text') as HTMLTextAreaElement).value.trim()
  if (text !== '' && (await write(text))) {
    form.reset()
  }
}

function sendOnEnter(event: KeyboardEvent): void {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault()
    const box = event.currentTarget as HTMLTextAreaElement
    box.form?.requestSubmit()
  }
}

function isChecked(event: Event): boolean {
  return (event.currentTarget as HTMLInputElement).checked
}
