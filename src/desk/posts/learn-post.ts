import type { PostPort } from '#domain/channels/post-port.ts'
import { appendEvents } from '#storage/events.ts'
import { askedPost, savePostAnswer, type PostKey } from '#storage/posts/post.ts'
import { noteKeyTrouble } from '../channels/mark-problem.ts'
import type { Desk } from '../desk.ts'
import { takeIn } from '../intake/take-in.ts'
import { NotToldYetError } from '../not-told-yet.ts'
import { transact } from '../transact.ts'

/**
 * Learns what a post says that comments stand under, and whose it is: told facts come in the way that all facts do. Runs after the comment was
 * shown: a post never holds a comment up. Throws when the channel had no answer for the moment, so that the queue asks again.
 */
export async function learnPost(desk: Desk, ask: PostPort, key: PostKey): Promise<void> {
  const post = await askedPost(desk.db, key)
  if (!post?.isConnected) {
    return
  }
  const { workspaceId, channelId } = key
  const answer = await ask({ workspaceId, channelId, calledAs: post.calledAs })
  switch (answer.kind) {
    case 'told':
      return await transact(desk, async (tx) => {
        const receivedAt = new Date(desk.now().getTime() - desk.aheadMs())
        await takeIn(
          tx,
          desk,
          answer.facts.map((fact) => ({ fact, receivedAt })),
        )
        await savePostAnswer(tx, key, { at: desk.now(), permalink: answer.permalink })
        await appendEvents(tx, workspaceId, [{ type: 'post.changed', payload: { channelId, postId: key.postId } }])
      })
    case 'refused':
      return await transact(desk, async (tx) => {
        await savePostAnswer(tx, key, { at: desk.now(), refusal: answer.refusal })
        await appendEvents(tx, workspaceId, [{ type: 'post.changed', payload: { channelId, postId: key.postId } }])
      })
    case 'no-key':
      return
    case 'not-now':
      throw new NotToldYetError(answer.why)
    case 'key-dead':
    case 'key-unreadable':
      return await transact(desk, (tx) => noteKeyTrouble(tx, desk, { workspaceId, channelId, trouble: answer }))
    default:
      return answer satisfies never
  }
}
