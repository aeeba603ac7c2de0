import { html, nothing, type TemplateResult } from 'lit-html'
import { face } from '../icon.ts'
import { worldNow } from '../store.ts'
import { shortTime } from '../times.ts'
import type { Message } from '../types.ts'
import { wordsOf } from './words.ts'

type Chat = {
  readonly testId: string
  /** The other side of the talk. */
  readonly owner: { readonly id: string; readonly kind: 'person' | 'page'; readonly name: string | undefined }
  readonly last: Message | undefined
  /** Whose words stand after "You:". */
  readonly mine: Message['from']
  /** Why the row is marked, when it is. */
  readonly waiting: string | undefined
  /** What stands in place of the last message. */
  readonly empty?: { readonly words: string; readonly mark: TemplateResult }
  readonly open: () => void
}

/** A talk in a list: who, when, its last words, and whether it waits. */
export function chatRow({ testId, owner, last, mine, waiting, empty, open }: Chat): TemplateResult {
  const words = last ? `${last.from === mine ? 'You: ' : ''}${wordsOf(last)}` : empty?.words
  return html`<button type="button" class="chat ${waiting === undefined ? '' : 'unread'}" data-testid=${testId} @click=${open}>
    ${face(owner.id, owner.kind, 44)}
    <span class="grow">
      <span class="chat-top"
        ><b class="cut" dir="auto">${owner.name}</b>${last ? html`<time>${shortTime(last.timestamp, worldNow())}</time>` : nothing}</span
      >
      <span class="chat-last"
        ><span class="cut" dir="auto">${words}</span>${
          waiting === undefined ? (last ? nothing : empty?.mark) : html`<span class="dot" role="img" aria-label=${waiting}></span>`
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
