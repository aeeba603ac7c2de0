import type { NewEvent } from '#storage/events.ts'
import type { AttachmentOwner, OwningEntry } from '#storage/files/claims.ts'
import { threadEvents } from '../posts/follow-threads.ts'

/** What a screen shows of a file changed: the line, the thread, the post, the client or the channel is told anew. */
export function ownerEvents({ entry, noteId, ticketId, clientId, channelId }: AttachmentOwner): NewEvent[] {
  if (entry !== undefined) {
    return [
      ...(ticketId === undefined ? standingAlone(entry) : [{ type: 'entry.changed', ticketId, payload: { lineId: entry.id } } as const]),
      ...postOf(entry),
    ]
  }
  if (noteId !== undefined) {
    return ticketId === undefined ? [] : [{ type: 'note.changed', ticketId, payload: { lineId: noteId } }]
  }
  if (clientId !== undefined) {
    return [{ type: 'client.changed', payload: { clientId } }]
  }
  return channelId === undefined ? [] : [{ type: 'channel.changed', payload: { channelId } }]
}

/** What everybody reads is shown among the posts, also where it stands in no ticket. The Page's own post stands in no thread. */
function standingAlone({ thing, conversationId, isOfThePage }: OwningEntry): NewEvent[] {
  return thing === 'message' || (thing === 'post' && isOfThePage) ? [] : threadEvents([conversationId])
}

function postOf({ thing, externalId: postId, channelId }: OwningEntry): NewEvent[] {
  return thing === 'post' && postId !== undefined ? [{ type: 'post.changed', payload: { channelId, postId } }] : []
}
