import { tagsIn } from '#domain/entries/mention.ts'
import { DeskError } from '#domain/errors.ts'

/**
 * Whom an answer names is who wrote there, and never whom somebody typed: Facebook would tell a stranger, in the Page's name. `before`: what stands
 * there already, which Facebook left as it is.
 */
export function refuseTypedTags(text: string, before = ''): void {
  const there = tagsIn(before)
  const typed = tagsIn(text).find((tag) => !there.includes(tag))
  if (typed !== undefined) {
    throw new DeskError('conflict', `Facebook would take “${typed}” for a person and tell them. Write it in another way.`)
  }
}
