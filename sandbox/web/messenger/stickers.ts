import { html, type TemplateResult } from 'lit-html'
import { icon } from '../icon.ts'

export type Sticker = { readonly id: string; readonly name: string; readonly drawing: string }

/** Facebook's blue thumb has this id in all apps (seen in webhooks); the others are ours. */
export const THUMB = '369239263222822'
export const STICKERS: readonly Sticker[] = [
  { id: THUMB, name: 'Thumb', drawing: 'sticker-thumb' },
  { id: '144884852352448', name: 'Cat', drawing: 'sticker-cat' },
  { id: '144885252352408', name: 'Plant', drawing: 'sticker-plant' },
  { id: '144885185685748', name: 'Heart', drawing: 'sticker-heart' },
  { id: '144885315685735', name: 'Sun', drawing: 'sticker-sun' },
]

/** A sticker in a talk: its own drawing when we know it, the sandbox's picture otherwise. */
export function sticker(id: string, path: string | undefined): TemplateResult {
  const known = STICKERS.find((each) => each.id === id)
  if (known) {
    return html`<span class="stuck" role="img" aria-label="${known.name} sticker">${stickerDrawing(known)}</span>`
  }
  return path === undefined
    ? html`<span class="stuck" role="img" aria-label="Sticker">${icon('sticker')}</span>`
    : html`<img class="stuck" src=${path} alt="Sticker" />`
}

export function stickerDrawing({ drawing }: Sticker): TemplateResult {
  return html`<svg aria-hidden="true" viewBox="0 0 64 64"><use href="/sandbox/web/stickers.svg#${drawing}"></use></svg>`
}
