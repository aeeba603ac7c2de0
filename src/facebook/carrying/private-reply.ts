import type { PrivateReplySight, Target } from '#domain/channels/channel-port.ts'
import type { GraphAnswer } from '../graph/graph-answer.ts'
import { graphId } from '../graph/graph-id.ts'
import type { Graph, GraphToken } from '../graph/graph.ts'
import { keyDeathOf } from '../graph/key-death.ts'
import { meaningOf } from '../graph/refusal-meaning.ts'
import { isObject, own } from '../json/value.ts'

/**
 * Whether a comment or a visitor's post can be answered privately (Graph reference, Comment and Page Post, v26: `can_reply_privately`). Of a comment
 * `private_reply_conversation` says that it was answered; of a post nothing does, and nothing says why else it cannot be.
 */
export async function askPrivateReply(
  { graph, token }: { readonly graph: Graph; readonly token: GraphToken },
  { thing, calledAs }: Target,
): Promise<PrivateReplySight> {
  const id = graphId(calledAs)
  if (!id) {
    return { kind: 'unclear' }
  }
  const params = { fields: thing === 'post' ? 'can_reply_privately' : 'can_reply_privately,private_reply_conversation' }
  return sightOf(await graph.call({ method: 'GET', path: [id], token, params }))
}

function sightOf(answer: GraphAnswer): PrivateReplySight {
  if (answer.kind === 'no-answer') {
    return { kind: 'not-now', why: answer.reason }
  }
  if (answer.kind === 'refused') {
    const meaning = meaningOf(answer)
    if (meaning === 'key-dead') {
      return keyDeathOf(answer)
    }
    return meaning === 'rate-limited' || meaning === 'facebook-unwell' ? { kind: 'not-now', why: answer.message } : { kind: 'unclear' }
  }
  const can = own(answer.body, 'can_reply_privately')
  if (typeof can !== 'boolean') {
    return { kind: 'unclear' }
  }
  const isAnswered = isObject(own(answer.body, 'private_reply_conversation'))
  return { kind: 'told', answer: can ? 'can' : isAnswered ? 'answered' : 'cannot' }
}
