import { html, type TemplateResult } from 'lit-html'

/** A drawing of `icons.svg`. It never stands alone: the button around it carries the word. */
export function icon(name: string): TemplateResult {
  return html`<svg class="i" aria-hidden="true"><use href="/sandbox/web/icons.svg#${name}"></use></svg>`
}

/** The picture of a person, a Page or a persona. */
export function face(id: string, shape: 'person' | 'page', size: number): TemplateResult {
  return html`<img
    class="face ${shape === 'page' ? 'square' : 'circle'}"
    src="/sandbox/pictures/${id}.png"
    alt=""
    width=${size}
    height=${size}
  />`
}
