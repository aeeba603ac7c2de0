import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { Tx } from '#storage/database.ts'
import { markChannelEvent } from '#storage/arrivals.ts'
import type { NewEvent } from '#storage/events.ts'
import { jsonOf } from '#storage/json-text.ts'
import { EARLY_DELIVERY, keepRawFacts, type NewRawFact } from '#storage/raw-facts.ts'
import type { Desk } from '../desk.ts'
import { applyReceipts, receiveEcho, receiveMessage, type Conversation } from './conversation.ts'
import type { DeliveryFact, RawPiece } from './fact.ts'
import type { ChannelNews, Dated, PersonFact } from './channel-news.ts'
import { loadConversations } from './load-conversations.ts'
import { saveConversations } from './save-conversations.ts'
import type { TrustedTime } from '#domain/facts/time.ts'

/** One delivery may hold first messages of thousands: whoever else wants this process is let in between. */
const CONVERSATIONS_AT_A_STRETCH = 500

/**
 * Applies facts of one channel in the caller's transaction: locks the conversations, lets the rules decide in order of
 * Facebook's time, saves, appends events. Facts that were applied before change nothing.
 */
export async function applyFacts(tx: Tx, desk: Desk, { scope, facts, raw }: ChannelNews): Promise<void> {
  const conversations = await loadConversations(tx, desk, { scope, facts, raw })
  const ordered = Map.groupBy(
    facts.toSorted((a, b) => a.time.at.getTime() - b.time.at.getTime()),
    ({ fact }) => fact.personId,
  )
  const early: NewRawFact[] = []
  let count = 0
  for (const [personId, conversation] of conversations) {
    early.push(...applyToConversation(desk, conversation, ordered.get(personId) ?? []))
    count += 1
    if (count % CONVERSATIONS_AT_A_STRETCH === 0) {
      await setImmediate()
    }
  }
  const pieces = raw.map(({ fact, time }) => rawFactOf(desk, { piece: fact, time, conversation: conversations.get(fact.personId ?? '') }))
  const kept = pieces.length + early.length > 0 ? await keepRawFacts(tx, scope, { now: desk.now(), facts: [...pieces, ...early] }) : []
  await saveConversations(tx, desk, {
    scope,
    conversations: [...conversations.values()],
    moreEvents: rawEvents(kept, [...conversations.values()]),
  })
  await markChannelEvent(tx, scope, desk.now())
}

function applyToConversation(desk: Desk, conversation: Conversation, facts: readonly Dated<PersonFact>[]): NewRawFact[] {
  const early: NewRawFact[] = []
  const heard: { deliveredAt: Date | undefined; readAt: Date | undefined } = { deliveredAt: undefined, readAt: undefined }
  for (const { fact, time } of facts) {
    switch (fact.type) {
      case 'message':
        receiveMessage(conversation, fact, time)
        break
      case 'echo':
        receiveEcho(conversation, fact, time)
        break
      case 'delivery':
        heard.deliveredAt ??= time.told
        early.push(...hearDelivery(desk, conversation, { fact, time }))
        break
      case 'read':
        heard.readAt ??= time.told
        raise(conversation, 'readUntil', notAhead(fact.watermark, time))
        break
    }
  }
  applyReceipts(conversation, heard)
  return early
}

function hearDelivery(desk: Desk, conversation: Conversation, { fact, time }: Dated<DeliveryFact>): NewRawFact[] {
  raise(conversation, 'deliveredUntil', notAhead(fact.watermark, time))
  for (const externalId of fact.externalIds) {
    conversation.deliveredNames.set(externalId, time.at)
  }
  const isKept = fact.watermark === undefined && fact.externalIds.some((externalId) => !conversation.known.has(externalId))
  if (!isKept) {
    return []
  }
  const raw = { externalIds: fact.externalIds, item: fact.item }
  return [
    {
      id: desk.newId(),
      conversationId: conversation.conversationId,
      digest: digestOf(fact.pageId, jsonOf(fact.item)),
      label: EARLY_DELIVERY,
      about: undefined,
      raw,
      at: time.at,
    },
  ]
}

/** A receipt says nothing of what was sent after it was told. */
function notAhead(watermark: Date | undefined, { at }: TrustedTime): Date | undefined {
  return watermark && watermark > at ? at : watermark
}

function raise(conversation: Conversation, mark: 'deliveredUntil' | 'readUntil', until: Date | undefined): void {
  const before = conversation[mark]
  if (until && (before === undefined || until > before)) {
    conversation[mark] = until
    conversation.isChanged = true
  }
}

type Piece = { readonly piece: RawPiece; readonly time: TrustedTime; readonly conversation: Conversation | undefined }

function rawFactOf(desk: Desk, { piece, time, conversation }: Piece): NewRawFact {
  const { label, item } = piece
  return {
    id: desk.newId(),
    conversationId: conversation?.conversationId,
    digest: digestOf(piece.pageId, `{"label":${JSON.stringify(label)},"item":${jsonOf(item)}}`),
    label,
    about: piece.about,
    raw: item,
    at: time.at,
  }
}

function digestOf(pageId: string | undefined, itemJson: string): Buffer {
  return createHash('sha256')
    .update(`[${JSON.stringify(pageId ?? null)},${itemJson}]`)
    .digest()
}

/** A placeholder appeared in a conversation: its ticket tells so. */
function rawEvents(kept: readonly NewRawFact[], conversations: readonly Conversation[]): NewEvent[] {
  const byThread = new Map(conversations.map((conversation) => [conversation.conversationId, conversation.ticket?.id]))
  return kept.flatMap(({ id, conversationId, label }) => {
    const ticketId = conversationId && label !== EARLY_DELIVERY ? byThread.get(conversationId) : undefined
    return ticketId ? [{ type: 'piece.kept', ticketId, payload: { lineId: id, label } }] : []
  })
}
