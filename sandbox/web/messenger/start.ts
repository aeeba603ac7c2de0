import { html, nothing, type TemplateResult } from 'lit-html'
import { face, icon } from '../icon.ts'
import type { Action, Page } from '../types.ts'
import { set, ui } from '../ui.ts'
import { postback } from './acts.ts'
import { safeLink } from './words.ts'

/** An empty talk: who the Page is, its greeting, its ice breakers, and Get Started when it has one. */
export function beginning(page: Page, firstName: string): TemplateResult {
  const profile = page.messenger_profile
  const greeting = profile?.greeting?.find(({ locale }) => locale === 'default') ?? profile?.greeting?.[0]
  return html`<div class="empty">
    ${face(page.id, 'page', 64)}
    <b dir="auto">${page.name}</b>
    <p dir="auto">${greeting ? greeting.text.replaceAll('{{user_first_name}}', firstName) : page.category}</p>
    ${greeting ? nothing : html`<p>Nothing written yet. Write the first message to <bdi>${page.name}</bdi>.</p>`}
    ${iceBreakers(page).map(
      (each) =>
        html`<button type="button" class="ice" dir="auto" @click=${() => void postback(each.question ?? '', each.payload ?? '')}>
          ${each.question}
        </button>`,
    )}
    ${
      profile?.get_started
        ? html`<button type="button" class="main" @click=${() => void postback('Get Started', profile.get_started?.payload ?? '')}>
            Get Started
          </button>`
        : nothing
    }
  </div>`
}

/** Ice breakers come in two shapes: by locale, or plain. */
function iceBreakers(page: Page): readonly Action[] {
  const list = page.messenger_profile?.ice_breakers ?? []
  return list.flatMap((each) => each.call_to_actions ?? [each])
}

export function menuToggle(page: Page): TemplateResult | typeof nothing {
  return menuOf(page).length === 0
    ? nothing
    : html`<button
        type="button"
        class="round"
        aria-label="Menu of the Page"
        aria-expanded=${ui.tray === 'menu'}
        @click=${() => set({ tray: ui.tray === 'menu' ? undefined : 'menu' })}
      >
        ${icon('menu-2')}
      </button>`
}

export function pageMenu(page: Page): TemplateResult | typeof nothing {
  return ui.tray === 'menu'
    ? html`<div class="tray list" role="group" aria-label="Menu of the Page">${menuOf(page).map(item)}</div>`
    : nothing
}

function item(action: Action): TemplateResult {
  const url = safeLink(action.url)
  return url === undefined
    ? html`<button type="button" dir="auto" @click=${() => void postback(action.title ?? '', action.payload ?? '')}>
        ${action.title}
      </button>`
    : html`<a href=${url} target="_blank" rel="noopener noreferrer" dir="auto">${action.title}</a>`
}

function menuOf(page: Page): readonly Action[] {
  const menus = page.messenger_profile?.persistent_menu ?? []
  return (menus.find(({ locale }) => locale === 'default') ?? menus[0])?.call_to_actions ?? []
}
