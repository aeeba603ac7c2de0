import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import { face } from '../icon.ts'
import { worldNow } from '../store.ts'
import { dayAndTime } from '../times.ts'
import type { Conversation, Message, Page } from '../types.ts'
import { tap } from './acts.ts'
import { attachments } from './attachments.ts'
import { menu, menuButton } from './message-menu.ts'
import { wordsOf } from './words.ts'

const PAUSE_MS = 30 * 60_000

/** A talk from one side: the person's in the phone, the Page's in Business Suite. */
export type Side = { readonly sees: 'person' | 'page'; readonly canAct: boolean; readonly testId: string }

export function talk(thread: Conversation, page: Page, side: Side): TemplateResult {
  return html`${repeat(
    thread.messages,
    ({ mid }) => mid,
    (message, index) => row(message, { thread, before: thread.messages[index - 1], side, page }),
  )}${
    thread.page_types_until > worldNow() && side.sees === 'person'
      ? html`<p class="types" role="status"><span class="sr">${page.name} is typing</span><i></i><i></i><i></i></p>`
      : nothing
  }`
}

type Around = { readonly thread: Conversation; readonly before: Message | undefined; readonly side: Side; readonly page: Page }

function row(message: Message, around: Around): TemplateResult {
  const { thread, before, side } = around
  const isLast = thread.messages.findLast(({ from }) => from === message.from)?.mid === message.mid
  const place = message.from === side.sees ? 'me' : 'page'
  return html`${pause(message, before)} ${persona(message, before)}
    <div class="line ${place}">
      <div class="saying">${quote(message, thread)} ${body(message, place, side)} ${reactions(message)}</div>
      ${side.canAct && !message.is_unsent ? menuButton(message) : nothing}
    </div>
    ${side.canAct ? menu(message) : nothing}
    ${message.edits > 0 && !message.is_unsent ? html`<p class="mark ${place}">Edited</p>` : nothing}
    ${isLast ? html`<p class="mark ${place}" data-testid="mark-${place}">${markFor(message, thread)}</p>` : nothing}
    ${side.canAct && thread.messages.at(-1) === message ? quickReplies(message) : nothing}`
}

function pause(message: Message, before: Message | undefined): TemplateResult | typeof nothing {
  const isLong = before === undefined || message.timestamp - before.timestamp > PAUSE_MS
  return isLong ? html`<p class="when">${dayAndTime(message.timestamp)}</p>` : nothing
}

/** Who of the Page speaks, when a persona does. */
function persona(message: Message, before: Message | undefined): TemplateResult | typeof nothing {
  if (!message.persona || before?.persona?.id === message.persona.id) {
    return nothing
  }
  return html`<p class="persona">${face(message.persona.id, 'person', 20)}<span dir="auto">${message.persona.name}</span></p>`
}

function quote(message: Message, thread: Conversation): TemplateResult | typeof nothing {
  const quoted = message.reply_to === null ? undefined : thread.messages.find(({ mid }) => mid === message.reply_to)
  return quoted ? html`<p class="quote cut" dir="auto">${wordsOf(quoted)}</p>` : nothing
}

function body(message: Message, place: 'me' | 'page', side: Side): TemplateResult {
  if (message.is_unsent) {
    return html`<p class="say gone" data-testid="${side.testId}-${place}">
      ${side.sees === message.from ? 'You unsent a message' : 'Unsent a message'}
    </p>`
  }
  const words = message.text ?? message.postback?.title ?? ''
  if (words === '' && message.attachments.length === 0) {
    return html`<p class="say gone" data-testid="${side.testId}-${place}">${wordsOf(message)}</p>`
  }
  return html`${attachments(message)}${
    words === ''
      ? nothing
      : html`<p class="say ${place}" dir="auto" data-testid="${side.testId}-${place}" title=${dayAndTime(message.timestamp)}>${words}</p>`
  }`
}

function reactions(message: Message): TemplateResult | typeof nothing {
  const given = [message.reactions.person, message.reactions.page].filter((each) => each !== null)
  return given.length === 0
    ? nothing
    : html`<span class="given" role="img" aria-label="Reaction ${given.join(' ')}">${given.join('')}</span>`
}

function quickReplies(message: Message): TemplateResult | typeof nothing {
  if (message.quick_replies.length === 0 || message.from === 'person') {
    return nothing
  }
  return html`<div class="quick" role="group" aria-label="Quick replies">
    ${message.quick_replies.map(
      (each, index) =>
        html`<button type="button" dir="auto" @click=${() => void tap(message.mid, { quick_reply: index })}>${quickWords(each)}</button>`,
    )}
  </div>`
}

function quickWords(reply: { readonly content_type: string; readonly title?: string }): string {
  return (
    reply.title ??
    (reply.content_type === 'user_email'
      ? 'Share my e-mail'
      : reply.content_type === 'user_phone_number'
        ? 'Share my number'
        : reply.content_type)
  )
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
