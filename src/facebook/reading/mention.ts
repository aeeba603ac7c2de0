import { subjectOf } from '#domain/conversations/subject-of.ts'
import { idOf, own } from '../json/value.ts'
import type { Read } from './item.ts'
import { publicContent } from './public-content.ts'
import { entryNamed, lastPart, type PublicItem } from './public-item.ts'

const OF_THE_MENTION = ['comment_id', 'message']
const ASIDES = ['post_id', 'parent_id', 'post', 'permalink_url']

/**
 * Somebody names the Page in a post or a comment elsewhere. Who it was is told in the dashboard's sample only, and the app may not be let read
 * what it names (Page webhooks reference, mention, v26.0; restfb fixtures).
 */
export function readMention(item: PublicItem): Read | undefined {
  const id = idOf(own(item.value, 'comment_id')) ?? idOf(own(item.value, 'post_id'))
  if (id === undefined || item.verb !== 'add') {
    return undefined
  }
  const subject = subjectOf({ thing: 'mention', externalId: lastPart(id) })
  const content = publicContent(item, { understood: OF_THE_MENTION, asides: ASIDES, parts: [], whenEmpty: 'mention without words' })
  return { fact: { ...entryNamed(item.about, { thing: 'mention', subject, id }), act: 'added', author: item.by, content }, rest: undefined }
}
