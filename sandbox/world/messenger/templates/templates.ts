import { oauthError } from '../../graph-error.ts'
import type { PageAccess } from '../../login/tokens.ts'
import { mediaUrl } from '../../media.ts'
import type { World } from '../../world.ts'
import { savedAttachment } from '../send/attachments.ts'
import { couponTemplate, feedbackTemplate, optInTemplate, oneTimeTemplate } from './offer-templates.ts'
import { checkCount, checkLength, flagAt, fullTextAt, isGiven, type Json, listAt, mustBeOneOf, textAt } from '../send/reading.ts'
import { receiptTemplate } from './receipt-template.ts'
import { sendError } from '../send/send-errors.ts'
import { buttonsIn, checkAddress, checkDefaultAction, inside, type Place, ROOT, titleIn } from './template-parts.ts'
import type { MessageAttachment } from '../thread.ts'

const BUTTONS = { min: 1, max: 3 }
const ELEMENTS = { min: 1, max: 10 }
const BUTTON_TEXT = 640
const CARD_TEXT = 80

type Shape = (payload: Json, place: Place) => Json

/** The templates of today's list (Messenger Platform docs, templates, 2026-06). `list`, `open_graph` and the airline ones are gone. */
const SHAPES: Readonly<Record<string, Shape>> = {
  generic: genericTemplate,
  button: buttonTemplate,
  receipt: receiptTemplate,
  product: productTemplate,
  coupon: couponTemplate,
  customer_feedback: feedbackTemplate,
  one_time_notif_req: oneTimeTemplate,
  notification_messages: optInTemplate,
}

/** Checks a template against its limits and returns it as it stands in the thread and in the echo; throws the refusal. */
export function templateOf(world: World, access: PageAccess, payload: Json): MessageAttachment {
  const type = textAt(payload, 'template_type', 'message[attachment][payload][template_type]')
  if (type === undefined) {
    // Seen in a report of 2016 (fb-botmill #28).
    throw oauthError(100, "(#100) Missing template_type for attachment's payload")
  }
  const place = { where: ROOT, settings: world.state.settings, domains: domainsOf(world, access) }
  if (type === 'media') {
    return { type: 'template', payload: mediaTemplate(world, access, { payload, place }) }
  }
  const shape = Object.hasOwn(SHAPES, type) ? SHAPES[type] : undefined
  if (!shape) {
    mustBeOneOf(type, [...Object.keys(SHAPES), 'media'], 'message[attachment][payload][template_type]')
  }
  const shaped = shape ? shape(payload, place) : payload
  return { type: 'template', ...titleOf(shaped), payload: shaped }
}

/** Where the Page may show pages inside Messenger: `whitelisted_domains` of its Messenger profile. */
function domainsOf(world: World, access: PageAccess): string[] {
  const { whitelisted_domains: domains } = world.state.messenger.profiles.get(access.page.id) ?? {}
  return Array.isArray(domains) ? domains.filter((each) => typeof each === 'string') : []
}

/** The echo names a template by its titles, joined (seen in recorded echoes). */
function titleOf(payload: Json): { title?: string } {
  const elements = Array.isArray(payload['elements']) ? (payload['elements'] as Json[]) : []
  const titles = elements.map(({ title }) => title).filter((title) => typeof title === 'string')
  return titles.length > 0 ? { title: titles.join(', ') } : {}
}

function genericTemplate(payload: Json, place: Place): Json {
  const at = inside(place, 'elements')
  const elements = listAt(payload, 'elements', at.where) ?? []
  checkCount(elements.length, ELEMENTS, at.where)
  mustBeOneOf(textAt(payload, 'image_aspect_ratio', `${ROOT}[image_aspect_ratio]`), ['horizontal', 'square'], `${ROOT}[image_aspect_ratio]`)
  return {
    ...payload,
    sharable: flagAt(payload, 'sharable'),
    elements: elements.map((each, index) => card(each, inside(at, String(index)))),
  }
}

function card(element: Json, place: Place): Json {
  const isComplete = ['subtitle', 'image_url', 'buttons', 'default_action'].some((name) => isGiven(element, name) && element[name] !== '')
  const titleAt = inside(place, 'title')
  const title = textAt(element, 'title', titleAt.where)
  if (title === undefined || title === '' || !isComplete) {
    throw sendError('100/2018035')
  }
  checkDefaultAction(element, place)
  const subtitleAt = inside(place, 'subtitle')
  const subtitle = titleIn(subtitleAt, textAt(element, 'subtitle', subtitleAt.where), CARD_TEXT)
  checkAddress(element, 'image_url', `${place.where}[image_url]`)
  const buttons = buttonsIn(element, place, BUTTONS)
  return {
    ...element,
    title: titleIn(titleAt, title, CARD_TEXT),
    ...(subtitle === undefined ? {} : { subtitle }),
    ...(buttons ? { buttons } : {}),
  }
}

function buttonTemplate(payload: Json, place: Place): Json {
  checkLength(fullTextAt(payload, 'text', `${ROOT}[text]`), BUTTON_TEXT, `${ROOT}[text]`)
  const buttons = buttonsIn(payload, place, BUTTONS)
  if (!buttons) {
    throw oauthError(100, `(#100) The parameter ${ROOT}[buttons] is required`)
  }
  return { ...payload, buttons }
}

function productTemplate(payload: Json, place: Place): Json {
  const at = inside(place, 'elements')
  const elements = listAt(payload, 'elements', at.where) ?? []
  checkCount(elements.length, ELEMENTS, at.where)
  if (!elements.every(({ id }) => /^\d+$/.test(String(id)))) {
    throw sendError('100/2018320')
  }
  return payload
}

/** One picture or film, by attachment id or by its Facebook address; no other address is taken (docs, media template, 2026-04). */
function mediaTemplate(world: World, access: PageAccess, { payload, place }: { payload: Json; place: Place }): Json {
  const at = inside(place, 'elements')
  const elements = listAt(payload, 'elements', at.where) ?? []
  checkCount(elements.length, { min: 1, max: 1 }, at.where)
  const shaped = elements.map((element) => {
    const url = mediaAddress(world, access, { element, where: `${at.where}[0]` })
    const buttons = buttonsIn(element, inside(at, '0'), BUTTONS)
    return { ...element, url, ...(buttons ? { buttons } : {}) }
  })
  return { ...payload, sharable: flagAt(payload, 'sharable'), elements: shaped }
}

/** Where the picture or film of a media template lies: its Facebook address, or ours when it was uploaded. */
function mediaAddress(world: World, access: PageAccess, { element, where }: { element: Json; where: string }): string | undefined {
  const mediaType = fullTextAt(element, 'media_type', `${where}[media_type]`)
  mustBeOneOf(mediaType, ['image', 'video'], `${where}[media_type]`)
  const id = textAt(element, 'attachment_id', `${where}[attachment_id]`)
  const url = textAt(element, 'url', `${where}[url]`)
  if ((id === undefined) === (url === undefined)) {
    throw oauthError(100, '(#100) Exactly one of attachment_id and url must be specified in a media template element', 2018173)
  }
  if (id !== undefined) {
    const media = world.state.media.get(savedAttachment(world, access.page.id, { id, type: mediaType }).mediaId ?? '')
    return media && mediaUrl(world, media)
  }
  if (!/^(www\.|business\.|m\.)?facebook\.com$/.test(URL.parse(url ?? '')?.hostname ?? '')) {
    throw oauthError(100, '(#100) The url of a media template must be a Facebook url', 2018180)
  }
  return url
}

export function isFeedback(attachments: readonly MessageAttachment[]): boolean {
  return attachments.some(({ type, payload }) => type === 'template' && payload?.['template_type'] === 'customer_feedback')
}
