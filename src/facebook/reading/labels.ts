import { idOf, isObject, own, titleOf, type JsonObject } from '../json/value.ts'

/** What a `changes` item is about, in words: "feed comment add", "mention", "live_videos". */
export function changeLabel(change: unknown): string {
  const value = own(change, 'value')
  const words = [own(change, 'field'), own(value, 'item'), own(value, 'verb')].flatMap((word) => titleOf(word) ?? [])
  return words.length > 0 ? words.join(' ').slice(0, 200) : 'change'
}

/** The message's parts beyond its text, in words: "attachment: image", "quick reply". */
export function partsLabel(rest: JsonObject): string {
  return Object.keys(rest)
    .map((key) => (key === 'attachments' ? attachmentsLabel(rest[key]) : key.replaceAll('_', ' ')))
    .join(', ')
    .slice(0, 200)
}

function attachmentsLabel(attachments: unknown): string {
  const types = Array.isArray(attachments) ? attachments.map((one: unknown) => titleOf(own(one, 'type')) ?? 'unknown') : ['unknown']
  const counts = new Map<string, number>()
  for (const type of types) {
    counts.set(type, (counts.get(type) ?? 0) + 1)
  }
  return `attachment: ${[...counts].map(([type, count]) => (count > 1 ? `${type} ×${count}` : type)).join(', ')}`
}

/** What an item that is neither message, delivery nor read is about: its own key, in words. */
export function itemLabel(item: unknown): string {
  if (!isObject(item)) {
    return 'item'
  }
  const keys = Object.keys(item).filter((key) => !ENVELOPE_KEYS.has(key))
  const words = keys.map((key) => key.replaceAll(/[_-]/g, ' ')).join(', ')
  return words === '' ? 'empty item' : words.slice(0, 200)
}

const ENVELOPE_KEYS = new Set(['sender', 'recipient', 'timestamp'])

/**
 * The dashboard's Test button: entry id "0", messaging fields wrapped in `changes`, ids 12334 and 23245 (seen in logs
 * of several receivers, 2026-11).
 */
export function isTestSample(change: unknown, pageId: string | undefined): boolean {
  const value = own(change, 'value')
  const isFromTheTestPerson = idOf(own(own(value, 'sender'), 'id')) === '12334' && idOf(own(own(value, 'recipient'), 'id')) === '23245'
  return pageId === '0' || isFromTheTestPerson
}
