import type { Act } from '#domain/acts/act.ts'
import type { Outcome } from '#domain/acts/outcome.ts'
import type { Addressee, ChannelPort } from '#domain/channels/channel-port.ts'
import type { Place } from '#domain/channels/place.ts'
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
import { reactionOf } from './reaction.ts'
import { lookAt } from './look.ts'
import { askPrivateReply } from './private-reply.ts'
import { bringFile } from './bring.ts'
import { messageOf } from './message.ts'
import { readOutgoing } from './outgoing-file.ts'
import { nextPlace, nextPlaceForFile, placeNow } from './place.ts'
import { commentOutcome, messageOutcome, moderationOutcome, senderActionOutcome } from './outcome.ts'
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
          bring: (file, place) => bringFile(way, { file, place }),
          nextPlaceForFile: () => nextPlaceForFile(way),
          placeNow: (act, subject, held) => placeNow(way, { act, subject }, held),
          nextPlace: (act, subject) => nextPlace(way, { act, subject }),
          carry: (act, to, place) => carry(way, act, { to, place }),
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

type Leaving = { readonly to: Addressee; readonly place: Place }

async function carry({ graph, now, store, workspaceId, pageId, token }: Way, act: Act, { to, place }: Leaving): Promise<Outcome> {
  return act.kind === 'say-privately' || !REACH[to.subject.kind].isPublic ? await carryInPrivate() : await carryInPublic(act)

  async function carryInPrivate(): Promise<Outcome> {
    const json = act.kind === 'react' ? reactionOf(act, to) : messageOf(act, to)
    if (!pageId || !json) {
      return UNREADABLE
    }
    const answer = await graph.call({ method: 'POST', path: [pageId, 'messages'], token, json, place })
    return act.kind === 'react' ? senderActionOutcome(answer, now()) : messageOutcome(answer, now())
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
    const answer = await graph.call({ ...call, token, page: pageId })
    return act.kind === 'say' ? commentOutcome(answer, now()) : moderationOutcome(answer, now(), to.target?.author)
  }
}
