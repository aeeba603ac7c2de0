import type { Page } from '../../world/world.ts'
import type { GraphCall } from '../graph/call.ts'
import type { FieldTable } from '../graph/fields.ts'
import { pictureOf } from './picture.ts'

/** What any caller may see of a Page. */
export function pageFields(call: GraphCall): FieldTable<Page> {
  return {
    id: (page) => page.id,
    name: (page) => page.name,
    username: (page) => page.username,
    about: (page) => (page.about === '' ? undefined : page.about),
    category: (page) => page.category,
    category_list: (page) => [{ id: page.categoryId, name: page.category }],
    is_published: (page) => page.isPublished,
    link: (page) => `https://www.facebook.com/${page.username}`,
    picture: (page) => ({ data: pictureOf(call.origin, page.id) }),
  }
}
