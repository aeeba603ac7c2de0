import type { NewEvent } from '#storage/events.ts'
import type { AttachmentOwner } from '#storage/files/claims.ts'

/** What a screen shows of a file changed: the line, the client or the channel is told anew. */
export function ownerEvents({ entryId, noteId, ticketId, clientId, channelId }: AttachmentOwner): NewEvent[] {
  if (entryId !== undefined) {
    return ticketId === undefined ? [] : [{ type: 'entry.changed', ticketId, payload: { lineId: entryId } }]
  }
  if (noteId !== undefined) {
    return ticketId === undefined ? [] : [{ type: 'note.changed', ticketId, payload: { lineId: noteId } }]
  }
  if (clientId !== undefined) {
    return [{ type: 'client.changed', payload: { clientId } }]
  }
  return channelId === undefined ? [] : [{ type: 'channel.changed', payload: { channelId } }]
}
