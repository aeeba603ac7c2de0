import { oauthError } from '../../graph-error.ts'
import type { Json } from '../send/reading.ts'

/** A template that Facebook offers to everyone; it is cloned by its name. */
export type LibraryTemplate = {
  readonly id: string
  readonly name: string
  readonly language: string
  readonly topic: string
  readonly usecase: string
  readonly industry: readonly string[]
  readonly body: string
  readonly bodyParams: readonly string[]
  readonly buttons: readonly Json[] | undefined
}

const TRACK: readonly Json[] = [{ type: 'URL', text: 'Track order', url: 'https://www.example.com' }]

/** A few of our own making in the documented form; the real library is not recorded. */
export const TEMPLATE_LIBRARY: readonly LibraryTemplate[] = [
  {
    id: '7100000000000001',
    name: 'order_on_its_way_1',
    language: 'en',
    topic: 'ORDER_MANAGEMENT',
    usecase: 'DELIVERY_UPDATE',
    industry: ['E_COMMERCE'],
    body: 'Hello {{1}}, your order is packed and will reach you on {{2}}. Thank you for waiting.',
    bodyParams: ['Ada', 'Monday'],
    buttons: TRACK,
  },
  {
    id: '7100000000000002',
    name: 'appointment_reminder_1',
    language: 'en',
    topic: 'EVENT_REMINDER',
    usecase: 'APPOINTMENT_REMINDER',
    industry: ['E_COMMERCE'],
    body: 'Hello {{1}}, this is to remind you of your appointment on {{2}} in our studio.',
    bodyParams: ['Ada', '4 May'],
    buttons: undefined,
  },
  {
    id: '7100000000000003',
    name: 'konto_zaktualizowane_1',
    language: 'pl',
    topic: 'ACCOUNT_UPDATES',
    usecase: 'ACCOUNT_CREATION_CONFIRMATION',
    industry: ['E_COMMERCE'],
    body: 'Dzień dobry {{1}}, dane Twojego konta zostały zmienione na Twoją prośbę.',
    bodyParams: ['Ada'],
    buttons: undefined,
  },
]

/** The components of a clone. */
export function libraryTemplate(name: string): Json[] {
  const found = TEMPLATE_LIBRARY.find((each) => each.name === name)
  if (!found) {
    throw oauthError(100, `(#100) There is no template ${name} in the library`)
  }
  const body = { type: 'BODY', text: found.body, example: { body_text: [found.bodyParams] } }
  return found.buttons ? [body, { type: 'BUTTONS', buttons: found.buttons }] : [body]
}
