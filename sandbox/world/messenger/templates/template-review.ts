import { isJson, type Json } from '../send/reading.ts'

export const REJECTIONS = ['INCORRECT_PARAMS', 'PARAMS_TO_WORD_RATIO_EXCEED_LIMIT', 'TAG_SHOULD_BE_MARKETING'] as const
export type TemplateRejection = (typeof REJECTIONS)[number]

type Reviewed = { readonly format: 'POSITIONAL' | 'NAMED'; readonly components: readonly Json[] }

/** How many words there must be for each parameter: the docs name no number. */
const WORDS_PER_PARAMETER = 2
const MARKETING = /\b(discount|sale|% off|coupon|promo(tion)?|special offer|buy now|shop now)\b|\d\s?% off/i
const PARAMETER = /\{\{\s*([^{}]*?)\s*\}\}/g

/**
 * Why a template is rejected (Messenger Platform docs, utility messages, common rejection reasons, 2026-03); undefined when it is approved.
 * The rules of parameters are the documented ones; what counts as marketing is our guess by words.
 */
export function rejectionOf(template: Reviewed): TemplateRejection | undefined {
  for (const component of template.components.filter(({ type }) => ['BODY', 'HEADER'].includes(String(type).toUpperCase()))) {
    const text = typeof component['text'] === 'string' ? component['text'] : ''
    const names = parametersOf(text)
    if (!hasGoodParameters(template.format, text, names) || examplesOf(component) < names.length) {
      return 'INCORRECT_PARAMS'
    }
    const isBody = String(component['type']).toUpperCase() === 'BODY'
    if (isBody && wordsIn(text) < names.length * WORDS_PER_PARAMETER) {
      return 'PARAMS_TO_WORD_RATIO_EXCEED_LIMIT'
    }
    if (MARKETING.test(text)) {
      return 'TAG_SHOULD_BE_MARKETING'
    }
  }
  return undefined
}

export function parametersOf(text: string): string[] {
  return [...new Set([...text.matchAll(PARAMETER)].map(([, name = '']) => name))]
}

/** The text with every parameter replaced; what was filled in is not looked at again. */
export function fillParameters(text: string, valueOf: (name: string) => string): string {
  return text.replaceAll(PARAMETER, (_whole, name: string) => valueOf(name))
}

function hasGoodParameters(format: Reviewed['format'], text: string, names: readonly string[]): boolean {
  const isWellFormed = !/[{}]/.test(text.replace(PARAMETER, ''))
  const isInOrder = format === 'NAMED' || names.every((name, index) => name === String(index + 1))
  const isNamed = format === 'POSITIONAL' || names.every((name) => /^[a-z_][a-z0-9_]*$/.test(name))
  return isWellFormed && isInOrder && isNamed
}

/** How many example values stand beside the text, in the place its format says. */
function examplesOf(component: Json): number {
  const example = isJson(component['example']) ? component['example'] : {}
  const part = String(component['type']).toLowerCase()
  const named = example[`${part}_text_named_params`]
  if (Array.isArray(named)) {
    return named.length
  }
  const positional = example[`${part}_text`]
  const first: unknown = Array.isArray(positional) ? positional[0] : undefined
  return Array.isArray(first) ? first.length : Array.isArray(positional) ? positional.length : 0
}

function wordsIn(text: string): number {
  return text
    .replace(PARAMETER, ' ')
    .split(/\s+/)
    .filter((word) => /\p{L}|\d/u.test(word)).length
}
