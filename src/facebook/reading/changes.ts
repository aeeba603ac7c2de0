import type { Fact } from '#domain/facts/fact.ts'
import { isObject, own, timeOf, without, type JsonObject } from '../json/value.ts'
import type { Read } from './item.ts'
import { changeLabel, isTestSample } from './labels.ts'
import { channelOf, notUnderstood, pieceOf, type Envelope } from './not-understood.ts'
import { publicItemOf } from './public-item.ts'
import { CHANGES } from './public-table.ts'

/**
 * One item of `changes` (Page webhooks reference, v26.0): what it says, and beside that what of it is not understood. A sample of the dashboard
 * never becomes a conversation.
 */
export function readChange(change: unknown, envelope: Envelope): Fact[] {
  if (isTestSample(change, envelope.pageId)) {
    return [readSample(change, envelope.pageId ?? '0')]
  }
  const read = isObject(change) ? readBy(change, envelope) : undefined
  const keep = (item: unknown, label: string): Fact => notUnderstood({ place: 'changes', item, envelope, label, at: createdIn(change) })
  if (!isObject(change) || !read) {
    return [keep(change, changeLabel(change))]
  }
  const beside = without(change, ['field', 'value'])
  return [
    read.fact,
    ...(read.rest ? [keep({ ...change, value: read.rest }, `${changeLabel(change)}: ${Object.keys(read.rest).join(', ')}`)] : []),
    ...(beside ? [keep(beside, `change: ${Object.keys(beside).join(', ')}`)] : []),
  ]
}

export function readSample(change: unknown, pageId: string): Fact {
  const channel = channelOf({ pageId, time: undefined })
  const time = { own: undefined, envelope: undefined }
  return { act: 'told-channel', what: 'test', label: changeLabel(change), channel, time, piece: pieceOf('changes', change) }
}

function readBy(change: JsonObject, envelope: Envelope): Read | undefined {
  const item = publicItemOf(change, envelope)
  const field = own(change, 'field')
  const kind = CHANGES.find((one) => one.field === field && (one.items === undefined || one.items.includes(item?.item ?? '')))
  return item && kind?.read(item)
}

function createdIn(change: unknown): Date | undefined {
  return timeOf(own(own(change, 'value'), 'created_time'))
}
