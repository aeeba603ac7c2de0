import type { Button } from '#domain/entries/part.ts'
import { placeholdersIn, type TemplateStatus } from '#domain/templates/message-template.ts'
import type { ToldTemplate } from '#storage/templates/templates.ts'
import { textIn } from '../graph/fields.ts'
import { addressOf, idOf, isObject, textOf, titleOf, type JsonObject } from '../json/value.ts'

/** What the desk asks of a template (business SDK, MessengerBusinessTemplate, 2026-11). Whether its parameters have names none of them tells. */
export const TEMPLATE_FIELDS = 'id,name,language,category,status,components,rejected_reason'

/** All that the SDK knows but these keep a template from being sent. */
const STATUSES: Readonly<Record<string, TemplateStatus>> = {
  APPROVED: 'approved',
  PENDING: 'pending',
  IN_APPEAL: 'pending',
  REJECTED: 'rejected',
}

/** A template as Graph tells it; undefined where it is none for utility messages. */
export function templateIn(record: unknown): ToldTemplate | undefined {
  if (!isObject(record)) {
    return undefined
  }
  const [externalId, name, language] = [idOf(record['id']), textIn(record, 'name'), textIn(record, 'language')]
  const category = textIn(record, 'category') ?? 'UTILITY'
  if (externalId === undefined || name === undefined || language === undefined || category !== 'UTILITY') {
    return undefined
  }
  const status = statusIn(record)
  const rejection = textIn(record, 'rejected_reason')
  return {
    externalId,
    name,
    language,
    status,
    rejection: status === 'rejected' && rejection !== 'NONE' ? rejection : undefined,
    ...wordsIn(record['components']),
  }
}

export function statusIn(record: JsonObject): TemplateStatus {
  return STATUSES[textIn(record, 'status') ?? ''] ?? 'disabled'
}

function wordsIn(value: unknown): Pick<ToldTemplate, 'header' | 'body' | 'buttons' | 'isFillable'> {
  const components = Array.isArray(value) ? value.filter(isObject) : []
  const find = (type: string) => components.find((each) => textIn(each, 'type')?.toUpperCase() === type)
  const [header, body, buttons] = [find('HEADER'), find('BODY'), find('BUTTONS')]
  const listed = Array.isArray(buttons?.['buttons']) ? buttons['buttons'].filter(isObject) : []
  const isPlain = header === undefined || (textIn(header, 'format') ?? 'TEXT').toUpperCase() === 'TEXT'
  return {
    header: isPlain ? textOf(header?.['text']) : undefined,
    body: textOf(body?.['text']) ?? '',
    buttons: listed.map(buttonIn),
    isFillable: isPlain && body !== undefined && listed.every((button) => placeholdersIn(JSON.stringify(button)).length === 0),
  }
}

function buttonIn(button: JsonObject): Button {
  return { title: titleOf(button['text']) ?? '', url: addressOf(button['url']) }
}
