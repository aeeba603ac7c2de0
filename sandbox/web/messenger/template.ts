import { html, nothing, type TemplateResult } from 'lit-html'
import type { Attachment, Message } from '../types.ts'
import { tap } from './acts.ts'
import { hostOf, ownPath, safeLink } from './words.ts'

type Button = { readonly type?: string; readonly title?: string; readonly url?: string; readonly payload?: string }
type Element = {
  /** Of a product of the catalogue, whose words only Facebook has. */
  readonly id?: string
  readonly title?: string
  readonly subtitle?: string
  readonly image_url?: string
  readonly url?: string
  readonly media_type?: string
  readonly price?: number
  readonly quantity?: number
  readonly currency?: string
  readonly buttons?: readonly Button[]
  /** What opens by a tap on the card itself. */
  readonly default_action?: Button
}
type Payload = {
  readonly template_type?: string
  readonly text?: string
  readonly title?: string
  readonly subtitle?: string
  readonly coupon_code?: string
  readonly button_title?: string
  readonly elements?: readonly Element[]
  /** A product that a person shares. */
  readonly product?: { readonly elements?: readonly Element[] }
  readonly buttons?: readonly Button[]
  readonly order_number?: string
  readonly recipient_name?: string
  readonly currency?: string
  readonly payment_method?: string
  readonly summary?: { readonly total_cost?: number }
}

/** A structured message of the Page, in a simple form that shows all its words. */
export function template(attachment: Attachment, message: Message): TemplateResult {
  const payload = (attachment.payload ?? {}) as Payload
  switch (payload.template_type) {
    case 'receipt':
      return receipt(payload)
    case 'button':
      return html`<div class="card">
        <p class="card-text"><span dir="auto">${payload.text}</span></p>
        ${buttons(payload.buttons, message, undefined)}
      </div>`
    default:
      return cards(payload, message)
  }
}

function cards(payload: Payload, message: Message): TemplateResult {
  const elements = payload.elements ?? payload.product?.elements ?? []
  const isRow = elements.length > 1
  return html`<div
    class=${isRow ? 'cards' : ''}
    role=${isRow ? 'group' : nothing}
    aria-label=${isRow ? `${elements.length} cards` : nothing}
    tabindex=${isRow ? 0 : nothing}
  >
    ${elements.map((element, index) => card(element, message, index))} ${elements.length === 0 ? offer(payload) : nothing}
  </div>`
}

const OFFERS: Readonly<Record<string, string>> = {
  coupon: 'Coupon',
  customer_feedback: 'A form for feedback',
  notification_messages: 'Asks whether it may send messages of this kind',
  one_time_notif_req: 'Asks whether it may write once about this',
}

/** Coupons, forms and requests: their words. What is tapped there is a control's affair. */
function offer({ template_type, text, title, subtitle, coupon_code, button_title }: Payload): TemplateResult {
  const kind = OFFERS[template_type ?? ''] ?? `Template: ${template_type ?? 'unknown'}`
  return html`<div class="card">
    <p class="card-text">
      <b dir="auto">${title ?? text ?? kind}</b
      >${[subtitle, coupon_code, kind].map((words) => (words === undefined ? nothing : html`<small dir="auto">${words}</small>`))}
    </p>
    ${button_title === undefined ? nothing : html`<div class="card-buttons"><button type="button" disabled dir="auto">${button_title}</button></div>`}
  </div>`
}

function card(element: Element, message: Message, index: number): TemplateResult {
  return html`<div class="card">
    ${element.image_url === undefined && element.media_type === undefined ? nothing : cardPicture(element)}
    ${element.title === undefined && element.id !== undefined ? html`<p class="card-text"><b>Product ${element.id}</b></p>` : nothing}
    ${element.title === undefined ? nothing : html`<p class="card-text">${cardTitle(element)}${element.subtitle === undefined ? nothing : html`<small dir="auto">${element.subtitle}</small>`}</p>`}
    ${buttons(element.buttons, message, index)}
  </div>`
}

function cardTitle({ title, default_action: action }: Element): TemplateResult {
  const url = safeLink(action?.url)
  const words = html`<b dir="auto">${title}</b>`
  return url === undefined ? words : html`<a href=${url} target="_blank" rel="noopener noreferrer">${words}</a>`
}

function cardPicture(element: Element): TemplateResult {
  const url = element.image_url ?? element.url
  const path = ownPath(url)
  return path === undefined
    ? html`<span class="card-gap">${url === undefined ? (element.media_type ?? 'picture') : `picture on ${hostOf(url)}`}</span>`
    : element.media_type === 'video'
      ? html`<video class="card-pic" controls preload="metadata" src=${path}></video>`
      : html`<img class="card-pic" src=${path} alt="" loading="lazy" />`
}

function buttons(list: readonly Button[] | undefined, message: Message, element: number | undefined): TemplateResult | typeof nothing {
  return list === undefined || list.length === 0
    ? nothing
    : html`<div class="card-buttons">
        ${list.map((each, index) => button(each, message, { button: index, ...(element === undefined ? {} : { element }) }))}
      </div>`
}

function button(each: Button, message: Message, what: Readonly<Record<string, number>>): TemplateResult {
  const url = safeLink(each.url)
  if (each.type === 'web_url' && url !== undefined) {
    return html`<a href=${url} target="_blank" rel="noopener noreferrer" dir="auto">${each.title}</a>`
  }
  const isDead = each.type !== 'postback'
  const words = each.type === 'phone_number' ? `${each.title} · ${each.payload}` : (each.title ?? each.type)
  return html`<button type="button" dir="auto" ?disabled=${isDead} @click=${() => void tap(message.mid, what)}>${words}</button>`
}

function receipt(payload: Payload): TemplateResult {
  const currency = payload.currency ?? ''
  return html`<div class="card receipt">
    <p class="card-text">
      <b>Receipt ${payload.order_number}</b><small dir="auto">${payload.recipient_name} · ${payload.payment_method}</small>
    </p>
    <dl>
      ${(payload.elements ?? []).map(
        (each) =>
          html`<dt dir="auto">${(each.quantity ?? 1) > 1 ? `${each.quantity} × ` : ''}${each.title}</dt>
            <dd>${each.price ?? 0} ${each.currency ?? currency}</dd>`,
      )}
      <dt><b>Total</b></dt>
      <dd><b>${payload.summary?.total_cost ?? 0} ${currency}</b></dd>
    </dl>
  </div>`
}
