import { oauthError } from '../../graph-error.ts'
import type { World } from '../../world.ts'
import { isJson, type Json, listAt, objectAt, textAt } from '../send/reading.ts'
import { fillParameters, parametersOf } from './template-review.ts'
import type { MessageAttachment } from '../thread.ts'
import { componentOf, componentText, templatesOf, type UtilityTemplate } from './utility-templates.ts'

const WHERE = 'message[template]'
const BUTTON = `${WHERE}[components][buttons]`

/**
 * The message that a template and its parameters make: text alone stands in the thread as text, a header or buttons make it a generic
 * template (Messenger Platform docs, utility messages, 2026-03). Throws 100 for an unknown or unapproved template and for parameters
 * that do not fit; the words of these refusals are unproven.
 */
export function utilityMessage(world: World, pageId: string, wish: Json): { text?: string; attachments: MessageAttachment[] } {
  const template = templateNamed(world, pageId, wish)
  const given = listAt(wish, 'components', `${WHERE}[components]`) ?? []
  const body = filled(template, 'BODY', given)
  const header = componentOf(template, 'HEADER')
  const buttons = buttonsOf(template, given)
  if (!header && buttons.length === 0) {
    return { text: body, attachments: [] }
  }
  const title = componentText(header) === '' ? body : filled(template, 'HEADER', given)
  const card = {
    title,
    ...(title === body ? {} : { subtitle: body }),
    ...imageOf(given),
    ...(buttons.length > 0 ? { buttons } : {}),
  }
  return { attachments: [{ type: 'template', title, payload: { template_type: 'generic', sharable: false, elements: [card] } }] }
}

function templateNamed(world: World, pageId: string, wish: Json): UtilityTemplate {
  const name = textAt(wish, 'name', `${WHERE}[name]`)
  const language = objectAt(wish, 'language', `${WHERE}[language]`)
  const code = language && textAt(language, 'code', `${WHERE}[language][code]`)
  if (name === undefined || code === undefined) {
    throw oauthError(100, `(#100) The parameter ${WHERE}[${name === undefined ? 'name' : 'language][code'}] is required`)
  }
  const found = templatesOf(world, pageId).find((each) => each.name === name && each.language === code)
  if (found?.status !== 'APPROVED') {
    throw oauthError(100, `(#100) Template name (${name}) does not exist in ${code}, or is not approved`)
  }
  return found
}

function filled(template: UtilityTemplate, type: 'BODY' | 'HEADER', given: readonly Json[]): string {
  const text = componentText(componentOf(template, type))
  const names = parametersOf(text)
  const values = parametersGiven(given, type).filter((each) => each['type'] !== 'image')
  if (values.length !== names.length) {
    throw oauthError(
      100,
      `(#100) Number of parameters of ${type.toLowerCase()} does not match: expected ${names.length}, got ${values.length}`,
    )
  }
  return fillParameters(text, (name) => {
    const byName = values.find((value) => value['parameter_name'] === name)
    const value = template.format === 'NAMED' ? byName : values[names.indexOf(name)]
    if (typeof value?.['text'] !== 'string' || value['text'] === '') {
      throw oauthError(100, `(#100) Parameter ${name} of ${type.toLowerCase()} is missing`)
    }
    return value['text']
  })
}

/** The picture of an IMAGE header, given with the message. */
function imageOf(given: readonly Json[]): { image_url?: string } {
  const image = parametersGiven(given, 'HEADER').find(({ type }) => type === 'image')?.['image']
  const link = isJson(image) ? textAt(image, 'link', `${WHERE}[components][image][link]`) : undefined
  return link === undefined ? {} : { image_url: link }
}

function parametersGiven(given: readonly Json[], type: string): Json[] {
  const component = given.find((each) => String(each['type']).toUpperCase() === type)
  return component ? (listAt(component, 'parameters', `${WHERE}[components][parameters]`) ?? []) : []
}

/** Buttons with the last part of their address or payload filled in. */
function buttonsOf(template: UtilityTemplate, given: readonly Json[]): Json[] {
  const component = componentOf(template, 'BUTTONS')
  const buttons = Array.isArray(component?.['buttons']) ? component['buttons'].filter(isJson) : []
  const values = parametersGiven(given, 'BUTTONS')
  return buttons.map((button, index) => {
    const value = values[index] ?? {}
    const suffix = textAt(value, 'url', BUTTON) ?? textAt(value, 'payload', BUTTON) ?? ''
    const fill = (name: string) => (textAt(button, name, BUTTON) ?? '').replaceAll(/\{\{[^{}]*\}\}/g, () => suffix)
    return button['type'] === 'URL'
      ? { type: 'web_url', title: button['text'], url: fill('url') }
      : { type: 'postback', title: button['text'], payload: fill('payload') }
  })
}
