import type { Author, About, EntryFact } from '#domain/facts/fact.ts'
import { idOf, isObject, own, timeOf, titleOf, without, type JsonObject } from '../json/value.ts'
import type { Read } from './item.ts'
import { channelOf, pieceOf, type Envelope } from './not-understood.ts'

/** A change of something public: what is told of it, by whom, and whose Page it is. */
export type PublicItem = {
  readonly value: JsonObject
  readonly pageId: string
  readonly item: string
  readonly verb: string
  /** Undefined where Facebook tells nobody, which it does of many people (restfb#1136, Facepager#81). */
  readonly by: Author
  /** When it was said, as it is told. */
  readonly createdAt: Date | undefined
  readonly about: About
}

export type ReadPublic = (item: PublicItem) => Read | undefined

/** Undefined where it tells of no Page. */
export function publicItemOf(change: JsonObject, envelope: Envelope): PublicItem | undefined {
  const { pageId } = envelope
  const told = own(change, 'value')
  const value = isObject(told) ? told : {}
  const createdAt = timeOf(own(value, 'created_time'))
  return pageId === undefined
    ? undefined
    : {
        value,
        pageId,
        item: titleOf(own(value, 'item')) ?? '',
        verb: titleOf(own(value, 'verb')) ?? (isSaid(value) ? 'add' : ''),
        by: authorIn(value, pageId),
        createdAt,
        about: { channel: channelOf(envelope), time: { own: createdAt, envelope: envelope.time }, piece: pieceOf('changes', change) },
      }
}

/** Some receivers logged comments without a verb (2026-11); what has words and no verb was said. Anything else without one says nothing. */
function isSaid(value: JsonObject): boolean {
  return own(value, 'item') === 'comment' && typeof own(value, 'message') === 'string'
}

/**
 * An act upon what was said. Facebook repeats when that was said (`created_time`), and of the act it tells no time but that of the envelope
 * (restfb fixtures, 2026-11).
 */
export function actAbout({ about, value }: PublicItem): About & { readonly beside: unknown } {
  return { ...about, time: { own: undefined, envelope: about.time.envelope }, beside: value }
}

/** Who wrote it: `from`; before v2.11 `sender_id` and `sender_name`, of ratings `reviewer_id` and `reviewer_name` (restfb fixtures, 2026-11). */
function authorIn(value: JsonObject, pageId: string): Author {
  const from = own(value, 'from')
  const externalId = idOf(own(from, 'id')) ?? idOf(own(value, 'sender_id')) ?? idOf(own(value, 'reviewer_id'))
  const name = titleOf(own(from, 'name')) ?? titleOf(own(value, 'sender_name')) ?? titleOf(own(value, 'reviewer_name'))
  if (externalId === pageId) {
    return { kind: 'page', appId: undefined, appName: undefined, mark: undefined, name }
  }
  return { kind: 'client', who: externalId === undefined && name === undefined ? undefined : { externalId, name } }
}

const OF_EVERYBODY = ['item', 'verb', 'from', 'sender_id', 'sender_name', 'created_time']

/** What of the value is not understood: all that is not among the named members. */
export function restIn({ value }: PublicItem, names: readonly string[]): JsonObject | undefined {
  return without(value, [...OF_EVERYBODY, ...names])
}

/**
 * Posts, comments and stories have ids of two or three parts, of which the first ones change from one place to the next (`PAGE_POST`, `ALBUM_POST`,
 * `POST_COMMENT`, `PAGE_POST_COMMENT`): only the last part names them (payloads of September 2026; restfb fixtures, 2026-11).
 */
export function lastPart(id: string): string {
  return id.split('_').at(-1) ?? id
}

/** What something is done to, by the id that was told. */
type On = Pick<EntryFact, 'thing' | 'subject'> & { readonly id: string }

export function entryNamed<Told extends About>(about: Told, { thing, subject, id }: On) {
  return { ...about, thing, subject, externalId: lastPart(id), calledAs: id } as const
}
