import type { Act } from '#domain/acts/act.ts'
import type { Outcome } from '#domain/acts/outcome.ts'
import type { Addressee, ChannelPort } from '#domain/channels/channel-port.ts'
import { REACH } from '#domain/conversations/subject.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import type { Db } from '#storage/database.ts'
import type { FileStore } from '#storage/files/file-store.ts'
import type { Sealer } from '#storage/secrets.ts'
import type { Graph, GraphToken } from '../graph/graph.ts'
import type { GraphId } from '../graph/graph-id.ts'
import { openPageKey } from '../page-key.ts'
import { publicCallOf, type PublicAct } from './public-call.ts'
import { showGesture } from './gesture.ts'
import { lookAt } from './look.ts'
import { askPrivateReply } from './private-reply.ts'
import { bringFile } from './bring.ts'
import { messageOf } from './message.ts'
import { readOutgoing } from './outgoing-file.ts'
import { commentOutcome, messageOutcome, moderationOutcome } from './outcome.ts'
import { UNREADABLE } from './unreadable.ts'

export type FacebookChannelOptions = {
  readonly db: Db
  readonly graph: Graph
  readonly sealer: Sealer
  /** Where the files lie that we say. */
  readonly store: FileStore
  now(): Date
}

/** Carries acts to Facebook with the Page's own key, which stays in here. */
export function createFacebookChannel({ db, graph, sealer, store, now }: FacebookChannelOptions): ChannelPort {
  return {
    open: async (channel) => {
      const key = await openPageKey({ db, sealer }, channel)
      if (key.kind !== 'open') {
        return key
      }
      const way = { graph, now, store, workspaceId: channel.workspaceId, pageId: key.pageId, token: key.token }
      return {
        kind: 'open',
        channel: {
          keyName: key.keyName,
          bring: (file) => bringFile(way, file),
          carry: (act, to) => carry(way, act, to),
          mayReplyPrivately: (target) => askPrivateReply(way, target),
          show: (gesture, subject) => showGesture(way, gesture, subject),
          look: (act, to, since) => lookAt(way, { act, to, since }),
        },
      }
    },
  }
}

type Way = Pick<FacebookChannelOptions, 'graph' | 'now' | 'store'> & {
  readonly workspaceId: WorkspaceId
  readonly pageId: GraphId | undefined
  readonly token: GraphToken
}

async function carry({ graph, now, store, workspaceId, pageId, token }: Way, act: Act, to: Addressee): Promise<Outcome> {
  return act.kind === 'say-privately' || !REACH[to.subject.kind].isPublic ? await carryInPrivate() : await carryInPublic(act)

  async function carryInPrivate(): Promise<Outcome> {
    const message = messageOf(act, to)
    return pageId && message
      ? messageOutcome(await graph.call({ method: 'POST', path: [pageId, 'messages'], token, json: message }), now())
      : UNREADABLE
  }

  async function carryInPublic(asked: PublicAct): Promise<Outcome> {
    const [said] = asked.kind === 'say' ? (asked.files ?? []) : []
    const file = said && (await readOutgoing({ store, workspaceId, field: 'source' }, said))
    if (file?.kind === 'none') {
      return file.outcome
    }
    const call = publicCallOf(asked, to, { pageId, file: file?.file })
    if (!call) {
      return UNREADABLE
    }
    const answer = await graph.call({ ...call, token })
    return act.kind === 'say' ? commentOutcome(answer, now()) : moderationOutcome(answer, now(), to.target?.author)
  }
}
