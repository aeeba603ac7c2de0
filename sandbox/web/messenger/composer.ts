import { html, nothing, type TemplateResult } from 'lit-html'
import { sendOnEnter, submitting, textIn } from '../box.ts'
import { chosen, fileButton } from '../files.ts'
import { icon } from '../icon.ts'
import type { Conversation, Page } from '../types.ts'
import { pickedIn, set, ui } from '../ui.ts'
import { sayVoice, sayWith, write } from './acts.ts'
import { STICKERS, stickerDrawing, THUMB } from './stickers.ts'
import { wordsOf } from './words.ts'

const BOX = 'phone'

/** Where the person writes: words, files, stickers, a place, a thumb. */
export function composer(name: string, page: Page, thread: Conversation | undefined): TemplateResult {
  return html`${tray(page)} ${context(thread)} ${chosen(BOX)}
    <form class="write ${pickedIn(BOX).length > 0 ? 'loaded' : ''}" @submit=${submitting(submit)} @keydown=${closeOnEscape}>
      <button type="button" class="round" aria-label="More" aria-expanded=${ui.tray === 'more'} @click=${() => toggle('more')}>
        ${icon('plus')}
      </button>
      ${fileButton(BOX, 'Picture or file', { icon: 'photo', accept: '' })}
      <button
        type="button"
        class="round spare"
        aria-label="Voice note"
        title="Voice note (a hummed stand-in)"
        @click=${() => void sayVoice()}
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

function tray(page: Page): TemplateResult | typeof nothing {
  switch (ui.tray) {
    case 'stickers':
      return html`<div class="tray stickers" role="group" aria-label="Stickers" @keydown=${closeOnEscape}>
        ${STICKERS.map(
          (each) =>
            html`<button type="button" aria-label="${each.name} sticker" @click=${() => void sayWith({ sticker_id: each.id })}>
              ${stickerDrawing(each)}
            </button>`,
        )}
      </div>`
    case 'more':
      return html`<div class="tray" role="group" aria-label="More" @keydown=${closeOnEscape}>
        <button type="button" class="plain small" @click=${() => void sayWith({ attachments: [HERE] })}>${icon('map-pin')}Location</button>
        <button type="button" class="plain small" @click=${() => void sayWith({ attachments: [SHARED] })}>${icon('link')}Link</button>
        <button type="button" class="plain small" @click=${() => void sayWith({ text: FROM_AD, referral: adReferral(page) })}>
          ${icon('speakerphone')}From an ad
        </button>
      </div>`
    default:
      return nothing
  }
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

function toggle(tray: 'stickers' | 'more'): void {
  set({ tray: ui.tray === tray ? undefined : tray })
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

const HERE = { type: 'location', title: 'Pinned location', payload: { coordinates: { lat: 52.2544, long: 21.0419 } } }
const SHARED = {
  type: 'fallback',
  title: 'How to plant a hedge',
  payload: { url: 'https://www.example.com/hedge', title: 'How to plant a hedge' },
}
const FROM_AD = 'I saw your ad. Is it still on?'

/** What comes with the first words of somebody who tapped an ad (Messenger Platform docs, messaging_referrals). */
function adReferral(page: Page) {
  return {
    ref: 'autumn-sale',
    ad_id: '6045246247433',
    source: 'ADS',
    type: 'OPEN_THREAD',
    ads_context_data: { ad_title: `Autumn at ${page.name}`, post_id: `${page.id}_1` },
  }
}
