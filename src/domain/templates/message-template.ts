import type { Button, Part } from '../entries/part.ts'
import type { TemplateId } from '../ids.ts'

/** What Facebook's review said. `disabled`: it was approved once, and is not to be sent any more. */
export const TEMPLATE_STATUSES = ['approved', 'pending', 'rejected', 'disabled'] as const
export type TemplateStatus = (typeof TEMPLATE_STATUSES)[number]

/** What a template says, with its placeholders as Facebook writes them: `{{1}}`, or `{{order_id}}`. */
export type TemplateWords = {
  readonly header: string | undefined
  readonly body: string
  /** Below it; what they lead to is fixed. */
  readonly buttons: readonly Button[]
}

/** A template of a Page, from which utility messages are made; one for each name and language. */
export type MessageTemplate = TemplateWords & {
  readonly id: TemplateId
  readonly externalId: string
  readonly name: string
  readonly language: string
  readonly status: TemplateStatus
  /** Facebook's code for why it was rejected. */
  readonly rejection: string | undefined
  /** Whether the desk can fill all of it: not a picture at its head, nor an address with a placeholder. */
  readonly isFillable: boolean
}

/** What stands in place of the placeholders, in their order. */
export type TemplateValues = { readonly header: readonly string[]; readonly body: readonly string[] }

/** A template with its values, as an act says it. */
export type SaidTemplate = {
  readonly id: TemplateId
  readonly name: string
  readonly language: string
  readonly header: readonly FilledPlaceholder[]
  readonly body: readonly FilledPlaceholder[]
}

export type FilledPlaceholder = { readonly placeholder: string; readonly value: string }

const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/gu

/** The names of the placeholders, each once, in the order in which they stand. */
export function placeholdersIn(text: string | undefined): string[] {
  return [...new Set([...(text ?? '').matchAll(PLACEHOLDER)].map(([, name = '']) => name))]
}

/** Whether its parameters have names, rather than numbers; Facebook tells it only by how they are written. */
export function isNamed(placeholder: string): boolean {
  return !/^\d+$/u.test(placeholder)
}

/** The words with what is there of the values; a placeholder without one stays. What was filled in is not looked at again. */
export function filledWords({ header, body }: Pick<TemplateWords, 'header' | 'body'>, values: TemplateValues): string {
  const parts = [header === undefined ? undefined : filledText(header, values.header), filledText(body, values.body)]
  return parts.filter((part) => part !== undefined).join('\n\n')
}

function filledText(text: string, values: readonly string[]): string {
  const names = placeholdersIn(text)
  return text.replaceAll(PLACEHOLDER, (whole, name: string) => values[names.indexOf(name)]?.trim() || whole)
}

/** Undefined where a value is missing, or one stands there for which there is no placeholder. */
export function fillTemplate(template: MessageTemplate, values: TemplateValues): SaidTemplate | undefined {
  const [header, body] = [fill(template.header, values.header), fill(template.body, values.body)]
  const { id, name, language } = template
  return header && body && { id, name, language, header, body }
}

function fill(text: string | undefined, values: readonly string[]): FilledPlaceholder[] | undefined {
  const names = placeholdersIn(text)
  const isWhole = names.length === values.length && values.every((value) => value.trim() !== '')
  return isWhole ? names.map((placeholder, index) => ({ placeholder, value: values[index]?.trim() ?? '' })) : undefined
}

/** The values of a template that was said. */
export function valuesOf({ header, body }: SaidTemplate): TemplateValues {
  return { header: header.map(({ value }) => value), body: body.map(({ value }) => value) }
}

/** What stands beside the words of the line that says it: what the customer can tap. */
export function partsOfTemplate({ buttons }: Pick<TemplateWords, 'buttons'>): Part[] {
  return buttons.length === 0 ? [] : [{ kind: 'template', cards: [], buttons }]
}
