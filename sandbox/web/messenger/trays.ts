import { html, nothing, type TemplateResult } from 'lit-html'
import { icon } from '../icon.ts'
import { store } from '../store.ts'
import { lengthWords } from '../times.ts'
import type { Page, Sample } from '../types.ts'
import { ui } from '../ui.ts'
import { sayWith } from './acts.ts'
import { STICKERS, stickerDrawing } from './stickers.ts'

type Body = Readonly<Record<string, unknown>>

/** How long a recording can be, in seconds. */
const LENGTHS = [3, 12, 41, 130]
const ICONS: Readonly<Record<string, string>> = { image: 'photo', video: 'video', audio: 'music', file: 'file' }
const ALBUM = ['balcony.jpg', 'lemon-tree.webp', 'planting-plan.png']

/** What opens over the box to write in. */
export function tray(page: Page, closeOnEscape: (event: KeyboardEvent) => void): TemplateResult | typeof nothing {
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
    case 'voice':
      return html`<div class="tray" role="group" aria-label="Voice note" @keydown=${closeOnEscape}>
        <p class="tray-head">A hummed voice note, this long</p>
        ${LENGTHS.map((seconds) => choice('microphone', lengthWords(seconds), { attachments: [{ type: 'audio', seconds }] }))}
      </div>`
    case 'more':
      return html`<div class="tray" role="group" aria-label="More" @keydown=${closeOnEscape}>
        <p class="tray-head">Files in this phone</p>
        ${store.samples.filter(({ type }) => type !== 'sticker').map(file)}
        ${choice('photo', '3 pictures', { attachments: ALBUM.map((sample) => ({ sample })) })}
        <p class="tray-head">What Messenger shares</p>
        ${shared(page).map(([look, words, body]) => choice(look, words, body))}
      </div>`
    default:
      return nothing
  }
}

function file({ name, title, type }: Sample): TemplateResult {
  return choice(ICONS[type] ?? 'file', title, { attachments: [{ sample: name }] })
}

function choice(look: string, words: string, body: Body): TemplateResult {
  return html`<button type="button" class="plain small" @click=${() => void sayWith(body)}>${icon(look)}${words}</button>`
}

function shared(page: Page): readonly (readonly [look: string, words: string, body: Body])[] {
  return [
    ['map-pin', 'Location', { attachments: [HERE] }],
    ['link', 'Link', { attachments: [LINK] }],
    ['article', 'Post', { attachments: [postOf(page)] }],
    ['video', 'Reel', { attachments: [REEL] }],
    ['receipt', 'Product', { attachments: [productOf(page)] }],
    ['speakerphone', 'From an ad', { text: FROM_AD, referral: adReferral(page) }],
    ['chart-bar', 'Poll', { is_unsupported: true }],
  ]
}

const HERE = { type: 'location', title: 'Pinned location', payload: { coordinates: { lat: 52.2544, long: 21.0419 } } }
const LINK = { type: 'fallback', url: 'https://www.example.com/hedge', title: 'How to plant a hedge' }
const REEL = { type: 'reel', id: '1284410559301177', url: 'https://www.facebook.com/reel/1284410559301177', title: 'Repotting in a minute' }
const FROM_AD = 'I saw your ad. Is it still on?'

function postOf(page: Page) {
  const id = `${page.id}_122184530716204911`
  return { type: 'post', id, url: `https://www.facebook.com/${id}`, title: 'First frost, and the dahlias did not mind.' }
}

/** A product of the Page's shop that somebody shares (Messenger Platform docs, messages event). */
function productOf(page: Page) {
  const tree = {
    id: '6120773041',
    retailer_id: 'LEMON-60',
    image_url: `${location.origin}/sandbox/pictures/${page.id}.png`,
    title: 'Lemon tree, 60 cm',
    subtitle: '149 zł',
  }
  return { type: 'template', payload: { product: { elements: [tree] } } }
}

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
