import type { Content, Unread } from '#domain/entries/content.ts'
import type { Part } from '#domain/entries/part.ts'
import { idOf, isObject, isTrue, own, textOf, titleOf, without, type JsonObject } from '../json/value.ts'
import { readAttachments } from './attachments.ts'
import { both, midOf } from './item.ts'
import { partsLabel } from './labels.ts'
import { referralOf } from './referral.ts'
import { READER_VERSION } from './version.ts'

/** Facebook's and apps' notes to other machines: they say nothing to a reader. */
export const ASIDES = ['nlp', 'prior_message', 'hop_context', 'tags', 'timestamp', 'num_edit']
const OF_THE_MESSAGE = ['mid', 'seq', 'is_echo', 'app_id', 'metadata']

/** Each member of a message as it is read: its parts, and whether it is understood. */
type ReadMember = (value: unknown, message: JsonObject) => readonly Part[] | undefined

const MEMBERS: Readonly<Record<string, ReadMember>> = {
  sticker_id: (value, message) => stickerBeside(idOf(value), message),
  quick_reply: (value, message) =>
    isObject(value)
      ? [{ kind: 'tap', how: 'quick-reply', title: textOf(own(message, 'text')) ?? '', payload: textOf(own(value, 'payload')) }]
      : undefined,
  commands: commandsOf,
  referral: (value) => (isObject(value) ? [{ kind: 'referral', ...referralOf(value).referral }] : undefined),
  is_unsupported: (value) => (isTrue(value) ? [{ kind: 'unsupported' }] : []),
}

/**
 * What a message says: the sum of its parts. A part that nobody understands stays beside those that are, as it came
 * (Messenger Platform docs, messages, 2026-06). `beside`: what stood beside the message in its item.
 */
export function contentOf(message: JsonObject, beside: JsonObject | undefined): Content {
  const told = own(message, 'text')
  const text = textOf(told) ?? ''
  const attachments = own(message, 'attachments')
  const read = readAttachments(Array.isArray(attachments) ? attachments : [])
  const members = Object.entries(MEMBERS).flatMap(([key, readOne]) =>
    Object.hasOwn(message, key) ? [{ key, parts: readOne(own(message, key), message) }] : [],
  )
  const repliesTo = midOf(own(own(message, 'reply_to'), 'mid'))
  const understood = [
    ...OF_THE_MESSAGE,
    ...ASIDES,
    // What is too long to be shown stays beside its beginning, whole.
    ...(typeof told === 'string' && told !== text ? [] : ['text']),
    ...(Array.isArray(attachments) || attachments === null ? ['attachments'] : []),
    ...(repliesTo === undefined ? [] : ['reply_to']),
    ...members.flatMap(({ key, parts }) => (parts ? [key] : [])),
  ]
  const rest = both(read.unread.length > 0 ? { attachments: read.unread } : undefined, without(message, understood))
  const parts = [...read.parts, ...members.flatMap(({ parts: some = [] }) => some)]
  const content = { text, parts, repliesTo, asides: asidesOf(message, { beside, attachments: read.asides }) }
  return { ...content, unread: unreadOf(both(rest, besideUnread(beside)), { message, isEmpty: text === '' && parts.length === 0 }) }
}

type Empty = { readonly message: JsonObject; readonly isEmpty: boolean }

function unreadOf(rest: JsonObject | undefined, { message, isEmpty }: Empty): Unread | undefined {
  if (rest) {
    return { label: partsLabel(rest), raw: rest, reader: READER_VERSION }
  }
  return isEmpty ? { label: 'message without content', raw: message, reader: READER_VERSION } : undefined
}

function besideUnread(beside: JsonObject | undefined): JsonObject | undefined {
  return beside && without(beside, ASIDES)
}

type Beside = { readonly beside: JsonObject | undefined; readonly attachments: readonly JsonObject[] }

function asidesOf(message: JsonObject, { beside, attachments }: Beside): JsonObject | undefined {
  const noted = both(only(message, ASIDES), beside && only(beside, ASIDES))
  const referral = own(message, 'referral')
  const referralRest = isObject(referral) ? referralOf(referral).rest : undefined
  const quickReply = own(message, 'quick_reply')
  const tapRest = isObject(quickReply) ? without(quickReply, ['payload']) : undefined
  const asides = {
    ...noted,
    ...(attachments.length > 0 ? { attachments } : {}),
    ...(referralRest ? { referral: referralRest } : {}),
    ...(tapRest ? { quick_reply: tapRest } : {}),
  }
  return Object.keys(asides).length > 0 ? asides : undefined
}

function only(object: JsonObject, names: readonly string[]): JsonObject | undefined {
  const members = Object.entries(object).filter(([key, value]) => names.includes(key) && value !== null)
  return members.length > 0 ? Object.fromEntries(members) : undefined
}

/** Old payloads name a sticker beside its picture (botkit fixtures, 2026-11). One that an attachment names is that one. */
function stickerBeside(stickerId: string | undefined, message: JsonObject): Part[] | undefined {
  const attachments = own(message, 'attachments')
  if (stickerId === undefined) {
    return undefined
  }
  const isAttached =
    Array.isArray(attachments) && attachments.some((one: unknown) => idOf(own(own(one, 'payload'), 'sticker_id')) !== undefined)
  return isAttached ? [] : [{ kind: 'file', what: 'sticker', url: undefined, stickerId }]
}

function commandsOf(value: unknown): Part[] | undefined {
  const names = Array.isArray(value) ? value.map((command: unknown) => titleOf(own(command, 'name'))) : [undefined]
  const taps = names.flatMap((title): Part[] => (title === undefined ? [] : [{ kind: 'tap', how: 'command', title }]))
  return taps.length === names.length ? taps : undefined
}
