import type { Act } from '#domain/acts/act.ts'
import type { Addressee } from '#domain/channels/channel-port.ts'
import { somebodyIn } from '#domain/conversations/subject.ts'
import type { GoesAs } from '#domain/messaging-policy/reply-mode.ts'
import { graphId } from '../graph/graph-id.ts'

/**
 * The body of a message for the Send API; undefined where Facebook has no such person. `metadata` comes back in the echo: by
 * it an answer that never arrived is settled, and the echo doubles nothing.
 */
export function messageOf(act: Act, { subject, target, goesAs, mark }: Addressee): object | undefined {
  if (act.kind !== 'say' && act.kind !== 'say-privately') {
    return undefined
  }
  const message = { text: act.text, metadata: mark }
  if (act.kind === 'say-privately') {
    // The whole id, as it was told: a part of it is refused, and so is a post that is called a comment (Private replies, 2026-04).
    const answered = graphId(target?.calledAs)
    return answered && { recipient: target?.thing === 'post' ? { post_id: answered } : { comment_id: answered }, message }
  }
  const person = somebodyIn(subject)
  const recipient = person?.kind === 'person' ? graphId(person.externalId) : undefined
  return recipient && { recipient: { id: recipient }, ...typeOf(goesAs), message }
}

function typeOf(goesAs: GoesAs | undefined): object {
  if (goesAs === undefined) {
    return {}
  }
  return { messaging_type: goesAs.messagingType, ...('tag' in goesAs ? { tag: goesAs.tag } : {}) }
}
