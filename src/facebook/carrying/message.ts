import type { Act } from '#domain/acts/act.ts'
import type { Addressee } from '#domain/channels/channel-port.ts'
import { somebodyIn } from '#domain/conversations/subject.ts'
import { graphId } from '../graph/graph-id.ts'

/**
 * The body of a message for the Send API; undefined where Facebook has no such person. `metadata` comes back in the echo: by
 * it an answer that never arrived is settled, and the echo doubles nothing.
 */
export function messageOf(act: Act, { subject, target, mark }: Addressee): object | undefined {
  if (act.kind !== 'say' && act.kind !== 'say-privately') {
    return undefined
  }
  const message = { text: act.text, metadata: mark }
  if (act.kind === 'say-privately') {
    // The whole id of the comment, as it was told: a part of it is refused (Private replies, 2026-04).
    const comment = graphId(target)
    return comment && { recipient: { comment_id: comment }, message }
  }
  const person = somebodyIn(subject)
  const recipient = person?.kind === 'person' ? graphId(person.externalId) : undefined
  return recipient && { recipient: { id: recipient }, messaging_type: 'RESPONSE', message }
}
