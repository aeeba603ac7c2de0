import { html, nothing, type TemplateResult } from 'lit-html'
import { sendOnEnter, submitting, textIn } from '../box.ts'
import { chosen, fileButton } from '../files.ts'
import { icon } from '../icon.ts'
import type { Conversation, Page } from '../types.ts'
import { pickedIn, set, ui } from '../ui.ts'
import { sayWith, write } from './acts.ts'
import { THUMB } from './stickers.ts'
import { tray } from './trays.ts'
import { wordsOf } from './words.ts'

const BOX = 'phone'

/** Where the person writes: words, files, stickers, a place, a thumb. */
export function composer(name: string, page: Page, thread: Conversation | undefined): TemplateResult {
  return html`${tray(page, closeOnEscape)} ${context(thread)} ${chosen(BOX)}
    <form class="write ${pickedIn(BOX).length > 0 ? 'loaded' : ''}" @submit=${submitting(submit)} @keydown=${closeOnEscape}>
      <button type="button" class="round" aria-label="More" aria-expanded=${ui.tray === 'more'} @click=${() => toggle('more')}>
        ${icon('plus')}
      </button>
      ${fileButton(BOX, 'Picture or file', { icon: 'photo', accept: '' })}
      <button
        type="button"
        class="round spare"
        aria-label="Voice note"
        aria-expanded=${ui.tray === 'voice'}
        @click=${() => toggle('voice')}
      >
        ${icon('microphone')}
      </button>
      <button
        type="button"
        class="round spare"
        aria-label="Stickers"
        aria-expanded=${ui.tray === 'stickers'}
        @click=${() => toggle('stickers')}
      >
        ${icon('sticker')}
      </button>
      <textarea name="text" rows="1" dir="auto" aria-label="Write as ${name}" placeholder="Aa" @keydown=${sendOnEnter}></textarea>
      <button class="round go" aria-label=${ui.editMid === undefined ? 'Send' : 'Save'} title="Enter">
        ${icon(ui.editMid === undefined ? 'send-2' : 'check')}
      </button>
      <button type="button" class="round thumb" aria-label="Thumb up" @click=${() => void sayWith({ sticker_id: THUMB })}>
        ${icon('thumb-up-filled')}
      </button>
    </form>`
}

/** What is being answered or edited stands above the box until it is sent or let go. */
function context(thread: Conversation | undefined): TemplateResult | typeof nothing {
  const mid = ui.editMid ?? ui.replyMid
  const message = thread?.messages.find((each) => each.mid === mid)
  if (!message) {
    return nothing
  }
  return html`<p class="about">
    <span class="grow cut"><b>${ui.editMid === undefined ? 'Replying to' : 'Editing'}</b> <bdi>${wordsOf(message)}</bdi></span>
    <button type="button" class="round tiny" aria-label=${ui.editMid === undefined ? 'Cancel the reply' : 'Cancel editing'} @click=${letBe}>
      ${icon('x')}
    </button>
  </p>`
}

async function submit(form: HTMLFormElement): Promise<boolean> {
  const text = textIn(form, 'text')
  const files = pickedIn(BOX)
  return (text !== '' || files.length > 0) && write(text, files)
}

function toggle(name: 'stickers' | 'voice' | 'more'): void {
  set({ tray: ui.tray === name ? undefined : name })
}

function closeOnEscape(event: KeyboardEvent): void {
  if (event.key === 'Escape') {
    letBe()
  }
}

function letBe(): void {
  if (ui.editMid !== undefined) {
    document.querySelector<HTMLFormElement>('#phone form.write')?.reset()
  }
  set({ tray: undefined, replyMid: undefined, editMid: undefined })
}
