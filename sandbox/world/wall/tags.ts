import type { World } from '../world.ts'
import { personWithWallId } from './authors.ts'
import type { MessageTag } from './wall.ts'

const MENTION = /@\[(\d+)(?::[^\]]*)?\]/g

/**
 * Reads the mentions of a text: `@[id]`, where the id is a Page's or a person's Page-scoped one, becomes the name and a tag
 * (Comments and mentions docs, 2026-04). An id that nobody has stays in the text.
 */
export function readTags(world: World, pageId: string, raw: string | undefined): { message: string | undefined; tags: MessageTag[] } {
  const tags: MessageTag[] = []
  if (!raw?.includes('@[')) {
    return { message: raw === '' ? undefined : raw, tags }
  }
  let message = ''
  let at = 0
  for (const found of raw.matchAll(MENTION)) {
    const named = whoIs(world, pageId, found[1] ?? '')
    if (named) {
      message += raw.slice(at, found.index)
      tags.push({ ...named, offset: message.length, length: named.name.length })
      message += named.name
      at = found.index + found[0].length
    }
  }
  return { message: message + raw.slice(at), tags }
}

function whoIs(world: World, pageId: string, id: string): Pick<MessageTag, 'id' | 'name' | 'type'> | undefined {
  const page = world.state.pages.get(id)
  if (page) {
    return { id, name: page.name, type: 'page' }
  }
  const person = world.state.settings.personMentions === 'named' ? personWithWallId(world, pageId, id) : undefined
  return person && { id, name: person.name, type: 'user' }
}
