import { isSameWords } from '#domain/entries/same-words.ts'
import type { Offer } from '#domain/offers/offer.ts'
import { isObject, own, textOf, type JsonObject } from '../json/value.ts'
import { FILE_FIELDS, type Likeness } from './files-there.ts'

/** What is asked of each attachment beside what is asked of files (Messenger Platform docs, Conversations, 2026-06). */
export const TEMPLATE_FIELDS = 'generic_template'

type Template = { readonly text: string; readonly offer: Offer }
type Told = { readonly text: string; readonly attachments: readonly JsonObject[] }

/**
 * Whether a message is the template that we sent. Facebook tells of one its first card: buttons are known by the words above them, cards by the title of the first. Where it tells neither
 * words nor what is attached, the message may be ours.
 */
export function templateLike({ text, offer }: Template, told: Told): Likeness {
  const ours = offer.kind === 'cards' ? (offer.cards[0]?.title ?? '') : text
  const title = told.attachments.map(titleIn).find((each) => each !== undefined)
  const words = title ?? told.text
  if (words !== '') {
    return isSameWords({ text: ours }, { text: words }) ? (told.attachments.length > 0 ? 'yes' : 'perhaps') : 'no'
  }
  return told.attachments.some(isFile) ? 'no' : 'perhaps'
}

/**
 * The same of a utility message, whose words Facebook makes of its template: it stands as a text, or, where the template has a head or buttons, as a card with the first words as its title and what
 * follows as its subtitle (seen in no answer yet; it comes so to phones: utility messages, 2026-03).
 */
export function utilityLike(text: string, told: Told): Likeness {
  const card = told.attachments.map((attachment) => own(attachment, TEMPLATE_FIELDS)).find((each) => titleOf(each) !== undefined)
  const words = card === undefined ? told.text : wordsOf(card)
  if (words !== '') {
    return isSameWords({ text }, { text: words }) ? 'yes' : 'no'
  }
  return told.attachments.length === 0 || told.attachments.some(isFile) ? 'no' : 'perhaps'
}

function wordsOf(card: unknown): string {
  return [titleOf(card), textOf(own(card, 'subtitle'))].filter((part) => part !== undefined).join('\n\n')
}

function titleIn(attachment: JsonObject): string | undefined {
  return titleOf(own(attachment, TEMPLATE_FIELDS))
}

function titleOf(template: unknown): string | undefined {
  return textOf(own(template, 'title'))
}

function isFile(attachment: JsonObject): boolean {
  return FILE_FIELDS.split(',').some(
    (field) => field !== 'name' && (isObject(own(attachment, field)) || textOf(own(attachment, field)) !== undefined),
  )
}
