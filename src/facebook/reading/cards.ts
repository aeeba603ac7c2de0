import type { Button, Card, Part, Product } from '#domain/entries/part.ts'
import { addressOf, idOf, isObject, own, textOf, titleOf, type JsonObject } from '../json/value.ts'

type ReadCards = { readonly part: Part; readonly aside: JsonObject | undefined }

/** The most that Facebook shows side by side is ten. */
const MOST = 30

/**
 * What an app sent as cards or with buttons, of whatever template (Messenger Platform docs, templates, 2026-06): as much as a person sees of it. The
 * payload is kept whole beside it.
 */
export function templatePart(attachment: JsonObject, payload: JsonObject): ReadCards {
  const cards = elementsOf(payload).map(cardOf)
  const title = textOf(own(payload, 'text')) ?? titleOf(own(payload, 'title')) ?? titleOf(own(attachment, 'title'))
  const part = { kind: 'template', title, cards, buttons: buttonsOf(payload) } as const
  return { part, aside: wholeOf(attachment, payload) }
}

/** A product of the Page's shop that the person shared (Messenger Platform docs, messages, 2026-06). */
export function productPart(attachment: JsonObject, payload: JsonObject): ReadCards {
  const products = elementsOf(own(payload, 'product')).map(productOf)
  return { part: { kind: 'product', products }, aside: wholeOf(attachment, payload) }
}

export function productOf(element: JsonObject): Product {
  return {
    id: idOf(own(element, 'id')),
    retailerId: idOf(own(element, 'retailer_id')),
    title: titleOf(own(element, 'title')) ?? titleOf(own(element, 'name')),
    subtitle: titleOf(own(element, 'subtitle')),
    pictureUrl: addressOf(own(element, 'image_url')),
  }
}

function cardOf(element: JsonObject): Card {
  const [itemUrl, url] = [own(element, 'item_url'), own(own(element, 'default_action'), 'url')].map(addressOf)
  return {
    title: titleOf(own(element, 'title')),
    subtitle: titleOf(own(element, 'subtitle')),
    url: url ?? itemUrl ?? addressOf(own(element, 'url')),
    pictureUrl: addressOf(own(element, 'image_url')),
    buttons: buttonsOf(element),
  }
}

function buttonsOf(value: JsonObject): Button[] {
  return listIn(value, 'buttons').flatMap((button) => {
    const title = titleOf(own(button, 'title'))
    return title === undefined ? [] : [{ title, url: addressOf(own(button, 'url')) }]
  })
}

function elementsOf(value: unknown): JsonObject[] {
  return listIn(value, 'elements')
}

function listIn(value: unknown, key: string): JsonObject[] {
  const list = own(value, key)
  return Array.isArray(list) ? list.filter(isObject).slice(0, MOST) : []
}

function wholeOf(attachment: JsonObject, payload: JsonObject): JsonObject | undefined {
  return Object.keys(payload).length > 0 ? { payload, title: own(attachment, 'title') ?? null } : undefined
}
