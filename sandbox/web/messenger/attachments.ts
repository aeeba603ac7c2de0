import { html, nothing, type TemplateResult } from 'lit-html'
import { icon } from '../icon.ts'
import { sizeWords } from '../times.ts'
import type { Attachment, Message } from '../types.ts'
import { sticker } from './stickers.ts'
import { template } from './template.ts'
import { hostOf, isRecording, kindOf, ownPath, safeLink } from './words.ts'

/** Everything that hangs on a message. Pictures of one message stand together. */
export function attachments(message: Message): TemplateResult {
  const pictures = message.attachments.filter((each) => each.type === 'image' && stickerId(each) === undefined)
  const others = message.attachments.filter((each) => !pictures.includes(each))
  return html`${pictures.length === 0 ? nothing : html`<div class="tiles pictures n${Math.min(pictures.length, 4)}">${pictures.map(picture)}</div>`}
  ${others.map((each) => other(each, message))}`
}

function picture(attachment: Attachment): TemplateResult {
  const path = ownPath(attachment.url ?? attachment.payload?.['url'])
  return path === undefined
    ? elsewhere(attachment)
    : html`<a href=${path} target="_blank" rel="noopener"><img src=${path} alt=${attachment.name ?? 'Photo'} loading="lazy" /></a>`
}

function other(attachment: Attachment, message: Message): TemplateResult {
  const path = ownPath(attachment.url ?? attachment.payload?.['url'])
  const stuck = stickerId(attachment)
  if (stuck !== undefined) {
    return sticker(stuck, path)
  }
  switch (attachment.type) {
    case 'video':
      return path === undefined ? elsewhere(attachment) : html`<video class="film" controls preload="metadata" src=${path}></video>`
    case 'audio':
      return path === undefined ? elsewhere(attachment) : sound(attachment, path)
    case 'file':
      return path === undefined ? elsewhere(attachment) : file(attachment, path)
    case 'location':
      return place(attachment)
    case 'template':
      return template(attachment, message)
    default:
      return preview(attachment)
  }
}

/** A recording has no name that says anything. */
function sound(attachment: Attachment, path: string): TemplateResult {
  const name = isRecording(attachment) ? undefined : (attachment.name ?? undefined)
  return html`<figure class="heard">
    ${name === undefined ? nothing : html`<figcaption class="cut" dir="auto">${name}</figcaption>`}
    <audio class="sound" controls preload="metadata" src=${path} aria-label=${name ?? 'Voice message'}></audio>
  </figure>`
}

function file(attachment: Attachment, path: string): TemplateResult {
  return html`<a class="paper" href=${path} target="_blank" rel="noopener" download=${attachment.name ?? ''}
    >${icon('file')}<span class="grow"
      ><b class="cut" dir="auto">${attachment.name ?? 'File'}</b
      >${attachment.size === null ? nothing : html`<small>${sizeWords(attachment.size)}</small>`}</span
    >${icon('download')}</a
  >`
}

function place(attachment: Attachment): TemplateResult {
  const at = attachment.payload?.['coordinates'] as { readonly lat?: number; readonly long?: number } | undefined
  const words = at?.lat === undefined || at.long === undefined ? '' : `${at.lat.toFixed(4)}, ${at.long.toFixed(4)}`
  return html`<div class="place">
    <span class="map">${icon('map-pin')}</span><b dir="auto">${attachment.title ?? 'Pinned location'}</b><small>${words}</small>
  </div>`
}

/** A shared post, reel or address: its title, and the host it leads to. */
function preview(attachment: Attachment): TemplateResult {
  const url = safeLink(attachment.url ?? attachment.payload?.['url'])
  const title = attachment.title ?? attachment.payload?.['title']
  const inner = html`${icon('link')}<span class="grow"
      ><b class="cut" dir="auto">${typeof title === 'string' ? title : kindOf(attachment)}</b
      ><small class="cut">${url === undefined ? `no address, ${attachment.type}` : hostOf(url)}</small></span
    >`
  return url === undefined
    ? html`<div class="paper">${inner}</div>`
    : html`<a class="paper" href=${url} target="_blank" rel="noopener noreferrer">${inner}</a>`
}

/** A file that lies on another server is named, not fetched: nothing on this page comes from outside. */
function elsewhere(attachment: Attachment): TemplateResult {
  const url = attachment.url ?? attachment.payload?.['url']
  return preview({
    ...attachment,
    title: attachment.title ?? `${kindOf(attachment)} from elsewhere`,
    url: typeof url === 'string' ? url : null,
  })
}

function stickerId(attachment: Attachment): string | undefined {
  const id = attachment.payload?.['sticker_id']
  return typeof id === 'number' || typeof id === 'string' ? String(id) : attachment.type === 'sticker' ? '' : undefined
}
