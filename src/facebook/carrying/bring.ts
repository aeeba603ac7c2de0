import type { Brought } from '#domain/channels/channel-port.ts'
import type { Place } from '#domain/channels/place.ts'
import type { OutgoingFile, SentKind } from '#domain/files/outgoing-file.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import type { FileStore } from '#storage/files/file-store.ts'
import type { Graph, GraphToken } from '../graph/graph.ts'
import type { GraphId } from '../graph/graph-id.ts'
import { idOf, own } from '../json/value.ts'
import { readOutgoing } from './outgoing-file.ts'
import { outcomeOf } from './outcome.ts'
import { UNREADABLE } from './unreadable.ts'

type Way = {
  readonly graph: Graph
  readonly store: FileStore
  readonly workspaceId: WorkspaceId
  readonly pageId: GraphId | undefined
  readonly token: GraphToken
  now(): Date
}

/** What Facebook calls the kinds of files (Messenger Platform docs, saving assets, 2026-06). */
export const ATTACHMENT_TYPES: Readonly<Record<SentKind, string>> = { picture: 'image', video: 'video', audio: 'audio', file: 'file' }

type Bringing = { readonly file: OutgoingFile; readonly place: Place }

/**
 * Brings the bytes of a file to Facebook, which keeps them under an id of the Page's (Messenger Platform docs, saving assets, 2026-06: `filedata` with
 * its media type). Facebook need not reach the desk. Nothing is said by it: where no answer came it is brought once more.
 */
export async function bringFile({ graph, store, workspaceId, pageId, token, now }: Way, { file, place }: Bringing): Promise<Brought> {
  if (!pageId) {
    return UNREADABLE
  }
  const read = await readOutgoing({ store, workspaceId, field: 'filedata' }, file)
  if (read.kind === 'none') {
    return read.outcome
  }
  const message = { attachment: { type: ATTACHMENT_TYPES[file.what], payload: { is_reusable: true } } }
  const params = { message: JSON.stringify(message) }
  const answer = await graph.call({ method: 'POST', path: [pageId, 'message_attachments'], token, params, file: read.file, place })
  const outcome = outcomeOf(answer, { now: now(), sent: (body) => ({ externalId: idOf(own(body, 'attachment_id')) }) })
  switch (outcome.kind) {
    case 'sent':
      return outcome.externalId === undefined
        ? { kind: 'retry', failure: { reason: 'no-answer' }, notBefore: undefined }
        : { kind: 'brought', called: outcome.externalId }
    case 'unconfirmed':
      return { kind: 'retry', failure: outcome.failure, notBefore: undefined }
    case 'failed':
      return { kind: 'failed', failure: { ...outcome.failure, ...(file.name === undefined ? {} : { fileName: file.name }) } }
    case 'retry':
    case 'key-dead':
      return outcome
  }
}
