import { html, nothing, type TemplateResult } from 'lit-html'
import { icon } from './icon.ts'
import { changed } from './store.ts'
import { type Part, set, ui } from './ui.ts'

const NARROW = matchMedia('(max-width: 44.9375em)')
const MIDDLE = matchMedia('(max-width: 79.9375em)')
const WIDE = matchMedia('(max-width: 112.4375em)')

for (const width of [NARROW, MIDDLE, WIDE]) {
  width.addEventListener('change', changed)
}

const NAMES: Readonly<Record<Part, { readonly name: string; readonly icon: string }>> = {
  phone: { name: 'Messenger', icon: 'brand-messenger' },
  wall: { name: 'Wall', icon: 'article' },
  suite: { name: 'Business Suite', icon: 'briefcase' },
  controls: { name: 'Controls', icon: 'adjustments' },
}

/** The parts that share one place at this width; the others stand beside it at all times. */
function sharing(): readonly Part[] {
  if (NARROW.matches) {
    return ['phone', 'wall', 'suite', 'controls']
  }
  if (MIDDLE.matches) {
    return ['wall', 'suite', 'controls']
  }
  return WIDE.matches ? ['wall', 'suite'] : []
}

function isShown(part: Part): boolean {
  const parts = sharing()
  return !parts.includes(part) || part === current(parts)
}

export function tabs(): TemplateResult | typeof nothing {
  const parts = sharing()
  return parts.length === 0
    ? nothing
    : html`<div class="tabs" role="tablist" aria-label="Parts" @keydown=${(event: KeyboardEvent) => walk(event, parts)}>
        ${parts.map((part) => tab(part, part === current(parts)))}
      </div>`
}

/** A part with its heading; as a panel of a tab where it shares its place. */
export function panel(part: Part, title: unknown, content: { readonly note: unknown; readonly body: TemplateResult }): TemplateResult {
  const isTab = sharing().includes(part)
  return html`<section
    class="part ${part}"
    id="part-${part}"
    aria-label=${NAMES[part].name}
    role=${isTab ? 'tabpanel' : nothing}
    ?hidden=${!isShown(part)}
  >
    <h2 class="label">${title}<span>${content.note}</span></h2>
    ${content.body}
  </section>`
}

function tab(part: Part, isCurrent: boolean): TemplateResult {
  return html`<button
    type="button"
    role="tab"
    id="tab-${part}"
    aria-controls="part-${part}"
    aria-selected=${isCurrent}
    tabindex=${isCurrent ? 0 : -1}
    @click=${() => set({ part })}
  >
    ${icon(NAMES[part].icon)}<span>${NAMES[part].name}</span>
  </button>`
}

function walk(event: KeyboardEvent, parts: readonly Part[]): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
  const next = parts[(parts.indexOf(current(parts)) + step + parts.length) % parts.length]
  if (step !== 0 && next) {
    event.preventDefault()
    set({ part: next })
    document.querySelector<HTMLElement>(`#tab-${next}`)?.focus()
  }
}

function current(parts: readonly Part[]): Part {
  return parts.includes(ui.part) ? ui.part : (parts[0] ?? 'phone')
}
