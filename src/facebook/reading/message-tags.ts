import type { Mention } from '#domain/entries/mention.ts'
import { idOf, isObject, own, titleOf } from '../json/value.ts'

/**
 * Who is named in a text (Graph reference, Comment, `message_tags`, v26). Of a person it may be a part of their name. In which units a place is told is
 * nowhere documented: a tag counts where a part of its name stands, in UTF-16 units or in characters.
 */
export function mentionsIn(text: string, tags: unknown): readonly Mention[] {
  return Array.isArray(tags) ? tags.filter(isObject).flatMap((tag) => mentionIn(text, tag) ?? []) : []
}

function mentionIn(text: string, tag: Parameters<typeof own>[0]): Mention | undefined {
  const [externalId, name] = [idOf(own(tag, 'id')), titleOf(own(tag, 'name'))]
  const [offset, length] = [own(tag, 'offset'), own(tag, 'length')]
  if (externalId === undefined || name === undefined || !isCount(offset) || !isCount(length) || length === 0) {
    return undefined
  }
  const characters = Array.from(text)
  const before = characters.slice(0, offset).join('').length
  const places = [
    { offset, length },
    { offset: before, length: characters.slice(offset, offset + length).join('').length },
  ]
  const place = places.find(({ offset: at, length: long }) => isPartOf(name, text.slice(at, at + long), long))
  return place && { externalId, ...place }
}

function isPartOf(name: string, there: string, length: number): boolean {
  return length > 0 && there.length === length && name.includes(there)
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}
