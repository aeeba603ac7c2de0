import { sql } from 'kysely'

/** What a post shows, by which lists are narrowed; `not-available` as long as nobody told what it says. */
export const POST_KINDS = ['text', 'photo', 'video', 'link', 'not-available'] as const
export type PostKind = (typeof POST_KINDS)[number]

const PARTS = sql`coalesce(e.parts_now -> 'value', e.content -> 'parts')`

/** Of a post that a query calls `e`: what stands beside its words, the most telling of it. */
export const KIND_OF_POST = sql`case
  when ${PARTS} @> '[{"kind": "file", "what": "video"}]' then 'video'
  when ${PARTS} @> '[{"kind": "file", "what": "picture"}]' then 'photo'
  when ${PARTS} @> '[{"kind": "link"}]' or ${PARTS} @> '[{"kind": "shared"}]' then 'link'
  else 'text' end`
