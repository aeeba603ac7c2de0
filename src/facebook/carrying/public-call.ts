import type { Act } from '#domain/acts/act.ts'
import type { Addressee } from '#domain/channels/channel-port.ts'
import { taggedText } from '#domain/entries/mention.ts'
import type { GraphFile } from '../graph/graph.ts'
import { graphId, type GraphId } from '../graph/graph-id.ts'

export type PublicAct = Exclude<Act, { readonly kind: 'say-privately' }>

type By = { readonly pageId: GraphId | undefined; readonly file: GraphFile | undefined }

/**
 * What is asked of Graph for something that everybody sees (Comments and comment reference, 2026-04). Undefined where Facebook has nothing of that
 * id. Facebook tells nothing back by which a comment could be known again: an answer that never came is settled by its feed event.
 */
export function publicCallOf(act: PublicAct, { under, target }: Addressee, { pageId, file }: By) {
  if (act.kind === 'block') {
    return blockCallOf(act.isBlocked, { pageId, author: graphId(target?.author) })
  }
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

type Blocked = { readonly pageId: GraphId | undefined; readonly author: GraphId | undefined }

/** By the id that a comment tells of its author, who may never have written to the Page (Page, `blocked`, v26; field notes of 2026 for `user`). */
function blockCallOf(isBlocked: boolean, { pageId, author }: Blocked) {
  return pageId && author && ({ method: isBlocked ? 'POST' : 'DELETE', path: [pageId, 'blocked'], params: { user: author } } as const)
}
