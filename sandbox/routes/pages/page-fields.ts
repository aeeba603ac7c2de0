import type { Page } from '../../world/world.ts'
import type { GraphCall } from '../graph/call.ts'
import type { FieldTable } from '../graph/fields.ts'
import { pageDetails } from './page-details.ts'
import { pictureWished } from './picture.ts'

/** What any caller may see of a Page. */
export function pageFields(call: GraphCall): FieldTable<Page> {
  return {
    ...pageDetails(),
    id: (page) => page.id,
    name: (page) => page.name,
    username: (page) => page.username,
    about: (page) => (page.about === '' ? undefined : page.about),
    category: (page) => page.category,
    category_list: (page) => [{ id: page.categoryId, name: page.category }],
    global_brand_page_name: (page) => page.name,
    name_with_location_descriptor: (page) => page.name,
    is_published: (page) => page.isPublished,
    unread_message_count: (page) => unreadThreads(call, page.id),
    unseen_message_count: (page) => unreadThreads(call, page.id),
    is_webhooks_subscribed: (page) => page.subscribedApps.size > 0,
    link: (page) => `https://www.facebook.com/${page.username}`,
    picture: (page, wish) => ({ data: pictureWished(call.origin, page.id, wish.args) }),
  }
}

/** Threads whose last word is the person's and not seen by the Page. */
function unreadThreads({ world }: GraphCall, pageId: string): number {
  return [...world.state.conversations.values()].filter(
    ({ messages, seenByPageUpTo, ...thread }) =>
      thread.pageId === pageId && messages.at(-1)?.from === 'person' && (messages.at(-1)?.at ?? 0) > seenByPageUpTo,
  ).length
}
