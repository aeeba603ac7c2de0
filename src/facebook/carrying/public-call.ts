import type { Act } from '#domain/acts/act.ts'
import type { Addressee } from '#domain/channels/channel-port.ts'
import { taggedText } from '#domain/entries/mention.ts'
import type { GraphFile } from '../graph/graph.ts'
import { graphId } from '../graph/graph-id.ts'

export type PublicAct = Exclude<Act, { readonly kind: 'say-privately' }>

/**
 * What is asked of Graph for something that everybody sees (Comments and comment reference, 2026-04). Undefined where Facebook has nothing of that
 * id. Facebook tells nothing back by which a comment could be known again: an answer that never came is settled by its feed event.
 */
export function publicCallOf(act: PublicAct, { under, target }: Addressee, file?: GraphFile) {
  const id = graphId(act.kind === 'say' ? under : target?.calledAs)
  if (!id) {
    return undefined
  }
  switch (act.kind) {
    case 'say':
      return { method: 'POST', path: [id, 'comments'], ...commentOf(taggedText(act), file) } as const
    case 'edit':
      return { method: 'POST', path: [id], json: { message: taggedText(act) } } as const
    case 'hide':
      return { method: 'POST', path: [id], json: { is_hidden: act.isHidden } } as const
    case 'remove':
      return { method: 'DELETE', path: [id] } as const
    case 'react':
      return { method: act.reaction === undefined ? 'DELETE' : 'POST', path: [id, 'likes'] } as const
  }
}

/** The picture goes along as it lies in our storage, so that Facebook need not reach the desk (Graph reference, Comment, `source`, v26). */
function commentOf(message: string, file: GraphFile | undefined) {
  if (file === undefined) {
    return { json: { message } }
  }
  return { params: message === '' ? {} : { message }, file }
}
