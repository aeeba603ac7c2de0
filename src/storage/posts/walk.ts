import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { ChannelId } from '#domain/ids.ts'

/** Which of them, and in which order. `having`: only those in which somebody waits, or something is hidden. */
export type Wanted = {
  /** Undefined: of every channel. */
  readonly channelId: ChannelId | undefined
  readonly having: 'unanswered' | 'hidden' | undefined
  readonly sort: 'newest' | 'unanswered'
  readonly limit: number
}

/** A place in such an order; of one moment the channel and the name decide. */
export type Place = { readonly unanswered: number; readonly at: Date; readonly channelId: ChannelId; readonly id: string }

type Columns = {
  readonly at: RawBuilder<unknown>
  readonly unanswered: RawBuilder<unknown>
  readonly hidden: RawBuilder<unknown>
  readonly channelId: RawBuilder<unknown>
  readonly id: RawBuilder<unknown>
}

/** What the indexes of a list say of its order: how a walk goes on after a place, and how walks of several channels are merged. */
export function walkOf(columns: Columns, { having, sort, after }: Pick<Wanted, 'having' | 'sort'> & { readonly after: Place | undefined }) {
  const { at, unanswered, hidden, channelId, id } = columns
  const isByUnanswered = sort === 'unanswered'
  return {
    which: sql<SqlBool>`${having === undefined ? sql`true` : sql`${having === 'hidden' ? hidden : unanswered} > 0`} and ${beyond()}`,
    order: isByUnanswered ? sql`${unanswered} desc, ${at} desc, ${id} desc` : sql`${at} desc, ${id} desc`,
    merged: isByUnanswered ? sql`unanswered desc, at desc, channel_id desc, id desc` : sql`at desc, channel_id desc, id desc`,
  }

  function beyond(): RawBuilder<SqlBool> {
    if (!after) {
      return sql`true`
    }
    return isByUnanswered
      ? sql`(${unanswered}, ${at}, ${channelId}, ${id}) < (${after.unanswered}, ${after.at}, ${after.channelId}::uuid, ${after.id})`
      : sql`(${at}, ${channelId}, ${id}) < (${after.at}, ${after.channelId}::uuid, ${after.id})`
  }
}
