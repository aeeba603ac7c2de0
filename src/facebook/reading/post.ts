import { subjectOf } from '#domain/conversations/subject-of.ts'
import type { Content } from '#domain/entries/content.ts'
import type { Part } from '#domain/entries/part.ts'
import type { Author } from '#domain/facts/fact.ts'
import { addressOf, idOf, own, textOf } from '../json/value.ts'
import type { Read } from './item.ts'
import { publicContent } from './public-content.ts'
import { actAbout, entryNamed, lastPart, restIn, type PublicItem } from './public-item.ts'

const OF_THE_POST = ['post_id', 'message', 'photos', 'link', 'published', 'photo_id', 'video_id', 'share_id', 'album_id']
const ASIDES = [
  'parent_id',
  'post',
  'is_hidden',
  'recipient_id',
  'photo_ids',
  'status_type',
  'video_flag_reason',
  'photo',
  'update_time',
  'edited_time',
]

/**
 * A post of the Page or of a visitor, and what became of it (Page webhooks reference, feed, v26.0; restfb fixtures). Moving one to the trash
 * comes as an edit, its deletion as a removal. A film that Facebook blocks is hidden, and one that it muted says the same as before.
 */
export function readPost(item: PublicItem): Read | undefined {
  const id = idOf(own(item.value, 'post_id'))
  if (id === undefined) {
    return undefined
  }
  const named = { thing: 'post', subject: subjectOf({ thing: 'post', postId: lastPart(id) }), id } as const
  const act = entryNamed(actAbout(item), named)
  const rest = restIn(item, [...OF_THE_POST, ...ASIDES])
  const isPublished = publishedIn(item)
  switch (item.verb) {
    case 'add':
      return {
        fact: {
          ...entryNamed(item.about, named),
          act: 'added',
          author: authorOf(item),
          content: contentOf(item),
          isPublished: isPublished ?? true,
        },
        rest: undefined,
      }
    case 'edit':
    case 'edited':
    case 'mute':
      return { fact: { ...act, act: 'edited', text: textOf(own(item.value, 'message')), isPublished }, rest }
    case 'remove':
      return { fact: { ...act, act: 'removed' }, rest }
    case 'hide':
    case 'block':
      return { fact: { ...act, act: 'hidden' }, rest }
    case 'unhide':
    case 'unblock':
      return { fact: { ...act, act: 'unhidden' }, rest }
    default:
      return undefined
  }
}

/** Facebook names the Page wherever it writes; where it names nobody a visitor wrote, unless only a Page can do that. */
function authorOf({ by, item }: PublicItem): Author {
  const isNobody = by.kind === 'client' && by.who === undefined
  return isNobody && OF_THE_PAGE_ALONE.has(item) ? { kind: 'page', appId: undefined, appName: undefined, mark: undefined } : by
}

const OF_THE_PAGE_ALONE: ReadonlySet<string> = new Set(['status', 'share', 'video', 'album', 'event', 'note', 'coupon', 'milestone'])

/** 0 until a scheduled post is out, or a film is ready. */
function publishedIn({ value }: PublicItem): boolean | undefined {
  const told = own(value, 'published')
  return told === undefined ? undefined : [1, '1', true, 'true'].some((yes) => yes === told)
}

function contentOf(item: PublicItem): Content {
  return publicContent(item, { understood: OF_THE_POST, asides: ASIDES, parts: partsIn(item), whenEmpty: `${item.item} without content` })
}

/** A picture or a film stands in `link`, several pictures in `photos`; of all else `link` leads somewhere. */
function partsIn({ value, item }: PublicItem): Part[] {
  const link = addressOf(own(value, 'link'))
  const photos = own(value, 'photos')
  const pictures = Array.isArray(photos) ? photos.flatMap((photo: unknown) => addressOf(photo) ?? []).slice(0, MOST_PICTURES) : []
  return [...pictures.map(pictureOf), ...(link === undefined || pictures.includes(link) ? [] : [linkPart(item, link)])]
}

const MOST_PICTURES = 100

function linkPart(item: string, url: string): Part {
  switch (item) {
    case 'photo':
      return pictureOf(url)
    case 'video':
      return { kind: 'file', what: 'video', url }
    default:
      return { kind: 'link', url }
  }
}

function pictureOf(url: string): Part {
  return { kind: 'file', what: 'picture', url }
}
