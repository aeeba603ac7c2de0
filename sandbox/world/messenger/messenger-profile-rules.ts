import { oauthError } from '../graph-error.ts'
import type { PersistentMenu, ProfileProperty } from './messenger-profile.ts'
import type { SendSettings } from './send/send-settings.ts'
import { checkCount, checkLength, flagAt, fullTextAt, type Json, listAt, objectAt, textAt } from './send/reading.ts'

const PAYLOAD_AT_MOST = 1000
const GREETING_AT_MOST = 160
const QUESTIONS_AT_MOST = 4
const MENU_ITEMS_AT_MOST = 20
const MENU_TITLE_AT_MOST = 30
const DOMAINS_AT_MOST = 50

/** Throws 100 unless `given` holds a value that Graph takes for this property (Messenger Profile API reference, 2026-03). */
export function checkProperty(name: ProfileProperty, given: Json, settings: Pick<SendSettings, 'overlongGreeting'>): void {
  CHECKS[name](given, settings)
}

type Check = (given: Json, settings: Pick<SendSettings, 'overlongGreeting'>) => void

const CHECKS: Readonly<Record<ProfileProperty, Check>> = {
  get_started: (given) => checkPayload(objectAt(given, 'get_started', 'get_started') ?? {}, 'get_started'),
  greeting: checkGreetings,
  ice_breakers: checkIceBreakers,
  persistent_menu: (given) => void menusIn(given),
  whitelisted_domains: checkDomains,
  account_linking_url: (given) => {
    if (!isHttps(textAt(given, 'account_linking_url', 'account_linking_url') ?? '')) {
      throw oauthError(100, '(#100) account_linking_url must be a valid https url')
    }
  },
  commands: checkCommands,
}

function checkGreetings(given: Json, { overlongGreeting }: Pick<SendSettings, 'overlongGreeting'>): void {
  const greetings = listAt(given, 'greeting', 'greeting') ?? []
  for (const greeting of greetings) {
    const words = fullTextAt(greeting, 'text', 'greeting[text]')
    checkLength(overlongGreeting === 'refused' ? words : undefined, GREETING_AT_MOST, 'greeting[text]')
  }
  needDefault(greetings, 'greeting')
}

/** The menus of `persistent_menu`, one a locale: flat since version 8, 20 items of 30 characters. */
export function menusIn(given: Json): PersistentMenu[] {
  const menus = listAt(given, 'persistent_menu', 'persistent_menu') ?? []
  needDefault(menus, 'persistent_menu')
  for (const menu of menus) {
    const where = 'persistent_menu[call_to_actions]'
    const items = listAt(menu, 'call_to_actions', where) ?? []
    checkCount(items.length, { min: flagAt(menu, 'composer_input_disabled') ? 0 : 1, max: MENU_ITEMS_AT_MOST }, where)
    for (const item of items) {
      checkItem(item, where)
    }
  }
  return menus
}

function checkItem(item: Json, where: string): void {
  const type = textAt(item, 'type', `${where}[type]`)
  if (type !== 'postback' && type !== 'web_url') {
    // Seen for `nested` since version 8.
    throw oauthError(100, '(#100) Invalid button type')
  }
  checkLength(fullTextAt(item, 'title', `${where}[title]`), MENU_TITLE_AT_MOST, `${where}[title]`)
  if (type === 'postback') {
    checkPayload(item, where)
  } else {
    fullTextAt(item, 'url', `${where}[url]`)
  }
}

/** Two shapes: questions at once, or a list of them for every locale. One call holds one shape. */
function checkIceBreakers(given: Json): void {
  const entries = listAt(given, 'ice_breakers', 'ice_breakers') ?? []
  const isLocalised = entries.some((each) => each['call_to_actions'] !== undefined)
  if (isLocalised && entries.some((each) => each['question'] !== undefined)) {
    throw oauthError(100, '(#100) ice_breakers must be in one format, with call_to_actions or without')
  }
  if (isLocalised) {
    needDefault(entries, 'ice_breakers')
  }
  const where = isLocalised ? 'ice_breakers[call_to_actions]' : 'ice_breakers'
  for (const questions of isLocalised ? entries.map((each) => listAt(each, 'call_to_actions', where) ?? []) : [entries]) {
    checkCount(questions.length, { min: 1, max: QUESTIONS_AT_MOST }, where)
    for (const question of questions) {
      fullTextAt(question, 'question', `${where}[question]`)
      checkPayload(question, where)
    }
  }
}

function checkDomains(given: Json): void {
  const domains = given['whitelisted_domains']
  if (!Array.isArray(domains)) {
    throw oauthError(100, '(#100) Param whitelisted_domains must be an array.')
  }
  checkCount(domains.length, { min: 1, max: DOMAINS_AT_MOST }, 'whitelisted_domains')
  const wrong = domains.find((domain) => !isHttps(String(domain)) || /^https:\/\/(?:localhost|[\d.]+|\[)/.test(String(domain)))
  if (wrong !== undefined) {
    throw oauthError(100, `(#100) Invalid domain ${String(wrong)}: a domain name served over https is required`)
  }
}

function checkCommands(given: Json): void {
  for (const each of listAt(given, 'commands', 'commands') ?? []) {
    for (const command of listAt(each, 'commands', 'commands[commands]') ?? []) {
      fullTextAt(command, 'name', 'commands[commands][name]')
      fullTextAt(command, 'description', 'commands[commands][description]')
    }
  }
}

function checkPayload(of: Json, where: string): void {
  checkLength(fullTextAt(of, 'payload', `${where}[payload]`), PAYLOAD_AT_MOST, `${where}[payload]`)
}

function needDefault(given: readonly Json[], name: string): void {
  if (!given.some(({ locale }) => locale === 'default')) {
    throw oauthError(100, `(#100) ${name} must have an element of the locale default`)
  }
}

function isHttps(address: string): boolean {
  return URL.canParse(address) && new URL(address).protocol === 'https:'
}
