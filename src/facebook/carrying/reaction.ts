import type { Act } from '#domain/acts/act.ts'
import type { Sight } from '#domain/acts/sight.ts'
import type { Addressee } from '#domain/channels/channel-port.ts'
import { somebodyIn } from '#domain/conversations/subject.ts'
import { isSameEmoji } from '#domain/entries/emoji.ts'
import { graphId, type GraphId } from '../graph/graph-id.ts'
import type { Graph, GraphToken } from '../graph/graph.ts'
import { idOf, isObject, own, textOf, type JsonObject } from '../json/value.ts'
import { listIn } from '../graph/list.ts'
import { unseen } from './unseen.ts'

type Reacting = Pick<Extract<Act, { readonly kind: 'react' }>, 'reaction'>

/**
 * The body of a reaction to a private message: a later one takes the place of the one before (Messenger Platform docs, sender actions, 2026-01). Whether
 * Facebook takes it outside of the 24 hours is told nowhere: none is asked for there.
 */
export function reactionOf({ reaction }: Reacting, { subject, target }: Addressee): object | undefined {
  const recipient = graphId(somebodyIn(subject)?.externalId)
  if (!recipient || !target) {
    return undefined
  }
  const [action, sign] = reaction === undefined ? ['unreact', {}] : ['react', { reaction }]
  return { recipient: { id: recipient }, sender_action: action, payload: { message_id: target.calledAs, ...sign } }
}

type Way = { readonly graph: Graph; readonly pageId: GraphId | undefined; readonly token: GraphToken }

/** Of more than the newest 20 Facebook tells no words (Messenger Platform docs, Conversations, 2026-06). */
const FIELDS = 'messages.limit(20){id,reactions}'

/** Whether the Page's reaction stands on the message as it was asked for, by what its inbox shows (Graph reference, Message: `reactions`). */
export async function lookAtReaction(
  { graph, pageId, token }: Way,
  { reaction }: Reacting,
  { subject, target }: Addressee,
): Promise<Sight> {
  const person = graphId(somebodyIn(subject)?.externalId)
  if (!pageId || !person || !target) {
    return { kind: 'unclear' }
  }
  const params = { platform: 'messenger', user_id: person, fields: FIELDS }
  const answer = await graph.call({ method: 'GET', path: [pageId, 'conversations'], token, params })
  if (answer.kind !== 'ok') {
    return unseen(answer)
  }
  const message = listIn(own(listIn(answer.body)[0], 'messages')).find((one) => own(one, 'id') === target.calledAs)
  if (!message) {
    return { kind: 'unclear' }
  }
  const shown = signOfPage(message, pageId)
  const isAsAsked = shown === undefined || reaction === undefined ? shown === reaction : isSameEmoji(shown, reaction)
  return { kind: isAsAsked ? 'done' : 'not-done' }
}

function signOfPage(message: JsonObject, pageId: GraphId): string | undefined {
  const ours = listIn(own(message, 'reactions')).find((one) => {
    const users = own(one, 'users')
    return Array.isArray(users) && users.filter(isObject).some((user) => idOf(own(user, 'id')) === pageId)
  })
  return ours && textOf(own(ours, 'reaction'))
}
