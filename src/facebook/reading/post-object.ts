import { subjectOf } from '#domain/conversations/subject-of.ts'
import type { Part } from '#domain/entries/part.ts'
import type { Author, Fact } from '#domain/facts/fact.ts'
import { addressOf, idOf, momentOf, own, textOf, titleOf, type JsonObject } from '../json/value.ts'
import { listIn } from '../graph/list.ts'
import { channelOf, pieceOf } from './not-understood.ts'
import { entryNamed, lastPart } from './public-item.ts'

/** What is asked of a post (Graph reference, post and attachments, v26.0). */
export const POST_FIELDS =
  'id,from,message,created_time,updated_time,permalink_url,full_picture,is_hidden,is_published,status_type,attachments{media_type,media,title,unshimmed_url,subattachments{media_type,media}}'

/**
 * A post as Graph gives it: that it was written, and that it says this since it was changed last, which Facebook tells of everything that happens to
 * it, comments too; told again the same words are no other version. Undefined where it tells no moment.
 */
export function readPostObject(body: JsonObject, pageId: string): Fact[] | undefined {
  const id = idOf(own(body, 'id'))
  const [createdAt, updatedAt] = [momentOf(own(body, 'created_time')), momentOf(own(body, 'updated_time'))]
  if (id === undefined || !createdAt) {
    return undefined
  }
  const named = { thing: 'post', subject: subjectOf({ thing: 'post', postId: lastPart(id) }), id } as const
  const about = { channel: channelOf({ pageId, time: undefined }), piece: pieceOf('body', { post: id }) }
  const at = (own: Date) => ({ ...about, time: { own, envelope: undefined } })
  const text = textOf(own(body, 'message')) ?? ''
  const content = { text, parts: partsIn(body), repliesTo: undefined, asides: undefined, unread: undefined }
  const isPublished = own(body, 'is_published') !== false
  return [
    { ...entryNamed(at(createdAt), named), act: 'added', author: authorIn(body, pageId), content, isPublished },
    ...(updatedAt && updatedAt > createdAt ? [{ ...entryNamed(at(updatedAt), named), act: 'edited', text } as const] : []),
    ...(own(body, 'is_hidden') === true ? [{ ...entryNamed(at(updatedAt ?? createdAt), named), act: 'hidden' } as const] : []),
  ]
}

/** Who is not named is a visitor only where the post says that it is one's ("wall_post"). */
function authorIn(body: JsonObject, pageId: string): Author {
  const from = own(body, 'from')
  const externalId = idOf(own(from, 'id'))
  const isOfThePage = externalId === pageId || (externalId === undefined && own(body, 'status_type') !== 'wall_post')
  return isOfThePage
    ? { kind: 'page', appId: undefined, appName: undefined, mark: undefined }
    : { kind: 'client', who: externalId === undefined ? undefined : { externalId, name: titleOf(own(from, 'name')) } }
}

function partsIn(body: JsonObject): Part[] {
  const shown = listIn(own(body, 'attachments')).flatMap((attachment) => {
    const parts = listIn(own(attachment, 'subattachments'))
    return parts.length > 0 ? parts.flatMap(partOf) : partOf(attachment)
  })
  const whole = addressOf(own(body, 'full_picture'))
  return shown.length > 0 || whole === undefined ? shown.slice(0, MOST_PARTS) : [{ kind: 'file', what: 'picture', url: whole }]
}

const MOST_PARTS = 100

function partOf(attachment: JsonObject): Part[] {
  const media = own(attachment, 'media')
  const picture = addressOf(own(own(media, 'image'), 'src'))
  const video = addressOf(own(media, 'source'))
  const leadsTo = addressOf(own(attachment, 'unshimmed_url'))
  switch (own(attachment, 'media_type')) {
    case 'photo':
    case 'album':
      return picture === undefined ? [] : [{ kind: 'file', what: 'picture', url: picture }]
    case 'video':
      return video === undefined && picture === undefined
        ? []
        : [video === undefined ? { kind: 'file', what: 'picture', url: picture } : { kind: 'file', what: 'video', url: video }]
    default:
      return leadsTo === undefined ? [] : [{ kind: 'link', url: leadsTo, title: titleOf(own(attachment, 'title')) }]
  }
}
