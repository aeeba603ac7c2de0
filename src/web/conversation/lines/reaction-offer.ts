import { subjectKindOf } from '#domain/tickets/kind.ts'
import { verdictOn } from '#domain/messaging-policy/verdict.ts'
import { sentenceTime } from '../../ui/format-time.ts'
import { shortName } from '../../clients/client-name.ts'
import type { Talk } from '../talk.ts'
import { toReplyWindow } from '../window-view.ts'
import type { MessageLine } from './line-of.ts'

/** Whether one may react to a message; `obstacle`: why not now. */
export type ReactionOffer = { readonly obstacle: string | undefined }

type Reacted = Pick<MessageLine, 'line' | 'isPublic' | 'afterwards' | 'ticketId'>
type Place = Pick<Talk, 'kind' | 'status' | 'channel' | 'window'> & { readonly client: Pick<Talk['client'], 'name' | 'externalId'> }
type Reader = { readonly mayReply: boolean; readonly now: Date }

/** Undefined where nobody can, or not this person. */
export function reactionOffer(line: Reacted, talk: Place, { mayReply, now }: Reader): ReactionOffer | undefined {
  if (line.line !== 'customer-message' || line.isPublic || line.afterwards === 'taken-back' || line.ticketId === null) {
    return undefined
  }
  const { kind, status, channel } = talk
  const by = { kind: 'person', mayReply } as const
  const asked = { act: 'react', content: 'text', mode: 'response', by, subject: subjectKindOf(kind), ticket: status } as const
  const window = toReplyWindow(talk.window)
  const verdict = verdictOn({ ...asked, channel: channel.state, allowances: channel.allowances, window, now })
  const who = shortName(talk.client)
  switch (verdict.kind) {
    case 'may':
      return { obstacle: undefined }
    case 'window-closed':
      return {
        obstacle: `The time to react ended ${sentenceTime(verdict.since, now)}. A new message from ${who} starts another 24 hours.`,
      }
    case 'never-opened':
      return { obstacle: `Facebook lets a Page react once ${who} has written.` }
    case 'switched-off':
      return { obstacle: 'Facebook is switched off in Settings, Extensions.' }
    case 'disconnected':
      return { obstacle: `${channel.name} is disconnected: nothing can be sent until it is reconnected.` }
    default:
      return undefined
  }
}
