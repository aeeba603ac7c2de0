import { html, nothing, type TemplateResult } from 'lit-html'
import { icon } from '../icon.ts'
import type { Message } from '../types.ts'
import { set, ui } from '../ui.ts'
import { react, unsend } from './acts.ts'

const MOST_EDITS = 5

/** What Messenger offers in its row of faces. */
const REACTIONS = [
  ['❤', 'Love'],
  ['😆', 'Haha'],
  ['😮', 'Wow'],
  ['😢', 'Sad'],
  ['😠', 'Angry'],
  ['👍', 'Like'],
  ['👎', 'Dislike'],
] as const

/** The button beside a message that opens what one can do with it. */
export function menuButton(message: Message): TemplateResult {
  const isOpen = ui.openMid === message.mid
  return html`<button
    type="button"
    class="round tiny"
    aria-label="Message actions"
    aria-expanded=${isOpen}
    @click=${() => set({ openMid: isOpen ? undefined : message.mid })}
  >
    ${icon('mood-smile')}
  </button>`
}

/** Reactions, answer, edit, take back. */
export function menu(message: Message): TemplateResult | typeof nothing {
  if (ui.openMid !== message.mid) {
    return nothing
  }
  const isMine = message.from === 'person'
  return html`<div class="acts ${isMine ? 'me' : 'page'}" role="group" aria-label="Actions" @keydown=${closeOnEscape}>
    <div class="faces">${REACTIONS.map(([emoji, name]) => reaction(message, emoji, name))}</div>
    <div class="doings">
      <button type="button" class="text" @click=${() => answer(message)}>${icon('arrow-back-up')}Reply</button>
      ${
        isMine && message.text !== null
          ? html`<button type="button" class="text" ?disabled=${message.edits >= MOST_EDITS} @click=${() => edit(message)}>
              ${icon('pencil')}Edit
            </button>`
          : nothing
      }
      ${isMine ? html`<button type="button" class="text" @click=${() => void unsend(message)}>${icon('trash')}Unsend</button>` : nothing}
    </div>
  </div>`
}

function reaction(message: Message, emoji: string, name: string): TemplateResult {
  const isOn = bare(message.reactions.person) === emoji
  return html`<button
    type="button"
    class="face-button"
    aria-label=${name}
    aria-pressed=${isOn}
    @click=${() => void react(message, isOn ? null : emoji)}
  >
    ${emoji}${emoji === '❤' ? '\uFE0F' : ''}
  </button>`
}

function bare(emoji: string | null): string | undefined {
  return emoji?.replace('\uFE0F', '')
}

function answer(message: Message): void {
  set({ openMid: undefined, replyMid: message.mid, editMid: undefined })
  document.querySelector<HTMLTextAreaElement>('#phone textarea')?.focus()
}

function edit(message: Message): void {
  set({ openMid: undefined, editMid: message.mid, replyMid: undefined })
  const box = document.querySelector<HTMLTextAreaElement>('#phone textarea')
  if (box) {
    box.value = message.text ?? ''
    box.focus()
  }
}

function closeOnEscape(event: KeyboardEvent): void {
  if (event.key === 'Escape') {
    const line = (event.currentTarget as HTMLElement).previousElementSibling
    line?.querySelector<HTMLElement>('button.tiny')?.focus()
    set({ openMid: undefined })
  }
}
