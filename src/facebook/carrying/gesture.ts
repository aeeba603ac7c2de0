import type { GestureOutcome } from '#domain/channels/channel-port.ts'
import { somebodyIn, type Subject } from '#domain/conversations/subject.ts'
import type { Gesture } from '#domain/messaging-policy/gesture.ts'
import { graphId, type GraphId } from '../graph/graph-id.ts'
import type { Graph, GraphToken } from '../graph/graph.ts'
import { senderActionOutcome } from './outcome.ts'

/** As the Send API calls them (Messenger Platform docs, sender actions, 2026-01). Whether it takes them outside of the 24 hours is told nowhere: none is asked for there. */
const SENDER_ACTION: Readonly<Record<Gesture, string>> = { typing: 'typing_on', stopped: 'typing_off', seen: 'mark_seen' }

/** What comes later than this shows what is not so any more. */
const WITHIN_MS = 5000

type Way = {
  readonly graph: Graph
  readonly pageId: GraphId | undefined
  readonly token: GraphToken
  now(): Date
}

/** Shows a person on Facebook what the Page does about them. Counts towards the Page's limit for text; nothing is said, so nothing can be in doubt. */
export async function showGesture({ graph, pageId, token, now }: Way, gesture: Gesture, subject: Subject): Promise<GestureOutcome> {
  const person = somebodyIn(subject)
  const recipient = person?.kind === 'person' ? graphId(person.externalId) : undefined
  if (!pageId || !recipient) {
    return { kind: 'not-shown', restUntil: undefined }
  }
  const json = { recipient: { id: recipient }, sender_action: SENDER_ACTION[gesture] }
  const answer = await graph.call({ method: 'POST', path: [pageId, 'messages'], token, json, withinMs: WITHIN_MS })
  const outcome = senderActionOutcome(answer, now())
  switch (outcome.kind) {
    case 'key-dead':
      return outcome
    case 'sent':
      return { kind: 'shown', restUntil: outcome.restUntil }
    case 'retry':
      return { kind: 'not-shown', restUntil: outcome.failure.reach === 'channel' ? outcome.notBefore : undefined }
    case 'failed':
    case 'unconfirmed':
      return { kind: 'not-shown', restUntil: undefined }
  }
}
