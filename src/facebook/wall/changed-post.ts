import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import { editedText } from '#domain/entries/edits.ts'
import { isHidden, type Entry } from '#domain/entries/entry.ts'
import type { Fact } from '#domain/facts/fact.ts'
import type { Db } from '#storage/database.ts'
import { postHeld } from '#storage/posts/held-under-posts.ts'
import type { GraphId } from '../graph/graph-id.ts'
import { idOf, own, type JsonObject } from '../json/value.ts'
import { readPostObject } from '../reading/post-object.ts'
import { lastPart } from '../reading/public-item.ts'

type Way = { readonly db: Db; readonly channel: ChannelOfWorkspace; readonly pageId: GraphId }

/** What a post says that the desk does not have: all of it where it is new, and where it is not what it says since. Older posts that nobody told of stay so. */
export async function newsOfPost({ db, channel, pageId }: Way, post: JsonObject, isNew: boolean): Promise<Fact[]> {
  const facts = readPostObject(post, pageId) ?? []
  const id = idOf(own(post, 'id'))
  const held = id === undefined ? undefined : await postHeld(db, channel, lastPart(id))
  return held ? facts.filter((fact) => changes(held, fact)) : isNew ? facts : []
}

function changes(held: Entry, fact: Fact): boolean {
  switch (fact.act) {
    case 'edited':
      return fact.text !== (editedText(held.edits) ?? held.content?.value.text)
    case 'hidden':
      return !isHidden(held)
    default:
      return false
  }
}
