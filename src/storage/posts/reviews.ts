import { sql } from 'kysely'
import type { ChannelId, WorkspaceId } from '#domain/ids.ts'
import type { Db } from '../database.ts'
import { prepared } from '../prepared.ts'

/** What reviews of a month gave. `stars`: how many gave one, two, three, four, five. */
export type ReviewMonth = {
  /** `2026-11`, UTC. */
  readonly month: string
  readonly recommends: number
  readonly doesNotRecommend: number
  readonly stars: readonly [number, number, number, number, number]
}

type Asked = {
  readonly workspaceId: WorkspaceId
  readonly channelId: ChannelId | undefined
  /** How many months, the one of `now` being the last. */
  readonly months: number
  readonly now: Date
}

/**
 * The reviews that were written in each month, the oldest first, also of months without one; by what they give now, and without those that were
 * deleted. A review counts in the month in which it was written, whenever it was changed.
 */
export async function countReviews(db: Db, { workspaceId, channelId, months, now }: Asked): Promise<ReviewMonth[]> {
  const { rows } = await sql<Omit<ReviewMonth, 'stars'> & { stars: number[] }>`${prepared}
    with months as (
      select m.begins_at from generate_series(0, ${months - 1}::int) as back(months)
       cross join lateral (
         select (date_trunc('month', ${now}::timestamptz at time zone 'UTC') - make_interval(months => back.months)) at time zone 'UTC' as begins_at) m
    ), given as (
      select date_trunc('month', e.occurred_at at time zone 'UTC') at time zone 'UTC' as begins_at, rating.is_recommended, rating.stars
        from channels c
        join entries e on e.workspace_id = ${workspaceId} and e.channel_id = c.id and e.thing = 'review' and e.author_kind = 'client' and e.removed_at is null
         and e.occurred_at >= (select min(begins_at) from months)
       cross join lateral (
         select (part ->> 'isRecommended')::boolean as is_recommended, (part ->> 'stars')::int as stars
           from jsonb_array_elements(coalesce(e.parts_now -> 'value', e.content -> 'parts')) part where part ->> 'kind' = 'rating' limit 1) rating
       where c.workspace_id = ${workspaceId} and c.id = coalesce(${channelId ?? null}::uuid, c.id)
    )
    select to_char(months.begins_at at time zone 'UTC', 'YYYY-MM') as month, count(*) filter (where is_recommended)::int as recommends,
           count(*) filter (where not is_recommended)::int as "doesNotRecommend",
           array[count(*) filter (where stars = 1), count(*) filter (where stars = 2), count(*) filter (where stars = 3), count(*) filter (where stars = 4),
                 count(*) filter (where stars = 5)]::int[] as stars
      from months left join given on given.begins_at = months.begins_at
     group by months.begins_at order by months.begins_at`.execute(db)
  return rows.map(({ stars: [one = 0, two = 0, three = 0, four = 0, five = 0], ...month }) => ({
    ...month,
    stars: [one, two, three, four, five],
  }))
}
