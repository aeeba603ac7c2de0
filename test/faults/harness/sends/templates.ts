import type { FilledTemplate } from '#api/templates/contract.ts'

export type TemplateName = 'order_update' | 'appointment_moved'

/** A template of the Page that Facebook approved, as agents choose it. */
export type PageTemplate = {
  readonly id: string
  readonly name: TemplateName
  readonly externalId: string
  /** How many values it wants at its head. */
  readonly header: number
  /** And below it. */
  readonly body: number
}

export type Templates = readonly [PageTemplate, ...PageTemplate[]]

type Component = Readonly<Record<string, unknown>> & { readonly type: string; readonly text?: string }

/** Of words alone, and with a head and something to tap: Facebook makes a text of one, a card of the other. */
export const MADE: Readonly<Record<TemplateName, readonly Component[]>> = {
  order_update: [{ type: 'BODY', text: 'Your order {{1}} has left us and comes on {{2}}.', example: { body_text: [['4711', 'Monday']] } }],
  appointment_moved: [
    { type: 'HEADER', format: 'TEXT', text: 'Appointment {{1}}', example: { header_text: ['12'] } },
    { type: 'BODY', text: 'As you asked on the phone it is moved to {{1}}.', example: { body_text: [['Monday']] } },
    { type: 'BUTTONS', buttons: [{ type: 'URL', text: 'See it', url: 'https://shop.example/appointments' }] },
  ],
}

type Values = FilledTemplate['values']

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']

const TAPS: Readonly<Record<TemplateName, string>> = {
  order_update: '',
  appointment_moved: ' + tap See it (https://shop.example/appointments)',
}

/** What agents fill into a template: no other reply says the same. */
export function valuesFor({ header, body }: PageTemplate, number: number): Values {
  const all = [`${number}`, DAYS[number % DAYS.length] ?? '']
  return { header: all.slice(0, header), body: all.slice(header, header + body) }
}

/** What the customer has to read then, and can tap. */
export function contentOfTemplate({ name }: PageTemplate, values: Values): string {
  const words = MADE[name].flatMap(({ type, text }) =>
    text === undefined ? [] : [filled(text, type === 'HEADER' ? values.header : values.body)],
  )
  return `${asUtility(words.join('\n\n'))}${TAPS[name]}`
}

function filled(text: string, values: readonly string[]): string {
  return values.reduce((words, value, at) => words.replace(`{{${at + 1}}}`, value), text)
}

const PATTERNS = Object.values(MADE).map((components) => patternOf(components.flatMap(({ text }) => text ?? []).join('\n\n')))

function patternOf(words: string): RegExp {
  return new RegExp(`^${words.replaceAll('.', String.raw`\.`).replaceAll(/\{\{\d+\}\}/gu, '.+')}$`, 'u')
}

/** Whether somebody reads a template of these, by its words. */
export function isOfTemplate(words: string): boolean {
  return PATTERNS.some((pattern) => pattern.test(words))
}

export function asUtility(words: string): string {
  return `utility message: ${words}`
}
