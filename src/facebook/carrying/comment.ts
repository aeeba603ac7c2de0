import type { Act } from '#domain/acts/act.ts'
import type { Addressee } from '#domain/channels/channel-port.ts'
import { graphId } from '../graph/graph-id.ts'

/**
 * A comment under a post, a review or another comment (Comments reference, 2026-04). Undefined where Facebook has nothing of that id. Facebook tells
 * nothing back by which it could be known again: an answer that never came is settled by the feed event of our own comment.
 */
export function commentOf({ text }: Act, { under }: Addressee) {
  const id = graphId(under)
  return id && ({ path: [id, 'comments'], json: { message: text } } as const)
}
