import { html, type TemplateResult } from 'lit-html'
import { ownPath } from '../messenger/words.ts'
import type { Picture } from './types.ts'

export function pictures(list: readonly Picture[]): TemplateResult {
  return html`<div class="tiles pics n${Math.min(list.length, 4)}">${list.map((each) => picture(each, 'pic'))}</div>`
}

export function picture({ type, url }: Picture, look: string): TemplateResult {
  const path = ownPath(url)
  if (path === undefined) {
    return html`<span class="card-gap">${type} elsewhere</span>`
  }
  return type === 'video'
    ? html`<video class=${look} controls preload="metadata" src=${path}></video>`
    : html`<a class=${look} href=${path} target="_blank" rel="noopener"><img src=${path} alt="Photo" loading="lazy" /></a>`
}
