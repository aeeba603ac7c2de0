import { html, nothing, type TemplateResult } from 'lit-html'
import { icon } from './icon.ts'
import { pick, pickedIn, type Picked, unpick } from './ui.ts'

/** A round button that opens the computer's own file chooser. `key` names the box the files are for. */
export function fileButton(key: string, label: string, look: { readonly icon: string; readonly accept: string }): TemplateResult {
  return html`<label class="round" title=${label}>
    ${icon(look.icon)}<input
      class="sr"
      type="file"
      multiple
      accept=${look.accept}
      aria-label=${label}
      @change=${(event: Event) => take(key, event)}
    />
  </label>`
}

/** What was chosen and not sent yet. */
export function chosen(key: string): TemplateResult | typeof nothing {
  const files = pickedIn(key)
  return files.length === 0
    ? nothing
    : html`<ul class="chosen" aria-label="Chosen files">
        ${files.map((each) => html`<li>${thumb(each)}${drop(key, each)}</li>`)}
      </ul>`
}

function thumb(picked: Picked): TemplateResult {
  return picked.type === 'image'
    ? html`<img src=${picked.url} alt=${picked.name} />`
    : html`<span class="chip" title=${picked.name}
        >${icon(picked.type === 'video' ? 'video' : picked.type === 'audio' ? 'microphone' : 'file')}<span class="cut"
          >${picked.name}</span
        ></span
      >`
}

function drop(key: string, picked: Picked): TemplateResult {
  return html`<button type="button" class="drop" aria-label="Remove ${picked.name}" @click=${() => unpick(key, [picked])}>
    ${icon('x')}
  </button>`
}

function take(key: string, event: Event): void {
  const input = event.currentTarget as HTMLInputElement
  pick(key, input.files ?? [])
  input.value = ''
}
