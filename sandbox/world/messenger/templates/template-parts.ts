import { oauthError } from '../../graph-error.ts'
import type { Settings } from '../../world.ts'
import {
  checkCount,
  checkLength,
  flagAt,
  fullTextAt,
  isGiven,
  type Json,
  listAt,
  mustBeOneOf,
  objectAt,
  textAt,
  tooLong,
} from '../send/reading.ts'

/** Where a part of a template stands, for the words of refusals, and the setting for overlong titles. */
export type Place = {
  readonly where: string
  readonly settings: Pick<Settings, 'overlongTitles'>
  /** Addresses of which the Page may use Messenger Extensions. */
  readonly domains?: readonly string[]
}

/** Graph names what stands inside a template's payload so (seen in reports: botman #694, node-red-contrib-chatbot #512). */
export const ROOT = 'name_placeholder'

const BUTTON_TITLE = 20
const BUTTON_PAYLOAD = 1000
const HEIGHTS = ['compact', 'tall', 'full']
const BUTTON_TYPES = ['web_url', 'postback', 'phone_number', 'account_link', 'account_unlink', 'game_play']

export function inside(place: Place, member: string): Place {
  return { ...place, where: `${place.where}[${member}]` }
}

/** A title within its limit; an overlong one is refused or cut, as the setting says. */
export function titleIn(place: Place, text: string | undefined, limit: number): string | undefined {
  if (text === undefined || text.length <= limit) {
    return text
  }
  if (place.settings.overlongTitles === 'cut') {
    return text.slice(0, limit)
  }
  throw tooLong(place.where, limit)
}

export function neededTitle(place: Place, of: Json, rule: { readonly name: string; readonly limit: number }): string {
  const at = inside(place, rule.name)
  return titleIn(at, fullTextAt(of, rule.name, at.where), rule.limit) ?? ''
}

export function webAddress(of: Json, name: string, where: string): string {
  const text = fullTextAt(of, name, where)
  const url = URL.parse(text)
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw oauthError(100, `(#100) Param ${where} should be a valid URL`)
  }
  return text
}

/** An address that may be left out, also as an empty text. */
export function checkAddress(of: Json, name: string, where: string): void {
  if (isGiven(of, name) && of[name] !== '') {
    webAddress(of, name, where)
  }
}

/** The buttons of a template part; undefined when there are none. */
export function buttonsIn(of: Json, place: Place, limits: { readonly min: number; readonly max: number }): Json[] | undefined {
  const at = inside(place, 'buttons')
  const buttons = listAt(of, 'buttons', at.where)
  if (!buttons) {
    return undefined
  }
  checkCount(buttons.length, limits, at.where)
  return buttons.map((button, index) => shapedButton(button, inside(at, String(index))))
}

function shapedButton(button: Json, place: Place): Json {
  const type = fullTextAt(button, 'type', `${place.where}[type]`)
  mustBeOneOf(type, BUTTON_TYPES, `${place.where}[type]`)
  switch (type) {
    case 'account_link':
      webAddress(button, 'url', `${place.where}[url]`)
      return button
    case 'account_unlink':
      return button
    case 'web_url':
      checkWebView(button, place)
      webAddress(button, 'url', `${place.where}[url]`)
      break
    case 'phone_number':
      checkPhone(button, place)
      break
    case 'postback':
      checkLength(fullTextAt(button, 'payload', `${place.where}[payload]`), BUTTON_PAYLOAD, `${place.where}[payload]`)
      break
    default:
      checkLength(textAt(button, 'payload', `${place.where}[payload]`), BUTTON_PAYLOAD, `${place.where}[payload]`)
  }
  return { ...button, title: neededTitle(place, button, { name: 'title', limit: BUTTON_TITLE }) }
}

/** "+" and the country first (Messenger Platform docs, buttons). */
function checkPhone(button: Json, place: Place): void {
  if (!/^\+\d{5,20}$/.test(fullTextAt(button, 'payload', `${place.where}[payload]`))) {
    throw oauthError(100, `(#100) Param ${place.where}[payload] must be a phone number of the form +(country code)(number)`)
  }
}

/** The refusal of a page that is not whitelisted is seen in a report of 2017 (botpress-messenger #22). */
function checkWebView(button: Json, place: Place): void {
  const origin = URL.parse(String(button['url']))?.origin
  if (flagAt(button, 'messenger_extensions') && !place.domains?.some((domain) => URL.parse(domain)?.origin === origin)) {
    throw oauthError(100, '(#100) The URL provided is not whitelisted for messenger extensions', 2018062)
  }
  mustBeOneOf(
    textAt(button, 'webview_height_ratio', `${place.where}[webview_height_ratio]`),
    HEIGHTS,
    `${place.where}[webview_height_ratio]`,
  )
}

/** What a tap on the whole card does: a `web_url` button without a title. */
export function checkDefaultAction(of: Json, place: Place): void {
  const at = inside(place, 'default_action')
  const action = objectAt(of, 'default_action', at.where)
  if (action) {
    mustBeOneOf(fullTextAt(action, 'type', `${at.where}[type]`), ['web_url'], `${at.where}[type]`)
    webAddress(action, 'url', `${at.where}[url]`)
    checkWebView(action, at)
  }
}
