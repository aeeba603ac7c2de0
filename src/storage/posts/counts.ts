import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { ChannelId, WorkspaceId } from '#domain/ids.ts'
import { COUNT_UP_TO } from '#domain/tickets/folder.ts'
import type { Db } from '../database.ts'
import { prepared } from '../prepared.ts'
import { POST_KINDS } from './kind.ts'
import type { CommentCounts } from './post.ts'
import type { SaidKind } from './threads.ts'

type Tab = 'post' | SaidKind
type Waiting = { readonly all: number; readonly unanswered: number }

export type PostCounts = { readonly counts: CommentCounts; readonly tabs: Readonly<Record<Tab, Waiting>> }

type Scope = { readonly workspaceId: WorkspaceId; readonly channelId: ChannelId | undefined }

/**
 * How much is said under all posts, summed along an index that holds the numbers, and how many posts, visitors' posts, mentions and reviews there are
 * and wait, each counted along an index up to a thousand.
 */
export async function countPosts(db: Db, scope: Scope): Promise<PostCounts> {
  const { rows: sums } = await sql<CommentCounts>`${prepared}
    select coalesce(sum(p.comments), 0)::int as comments, coalesce(sum(p.unanswered), 0)::int as unanswered, coalesce(sum(p.hidden), 0)::int as hidden,
           coalesce(sum(p.removed), 0)::int as removed
      from channels c cross join lateral (
        select sum(p.comments) as comments, sum(p.unanswered) as unanswered, sum(p.hidden) as hidden, sum(p.removed) as removed from posts p
         where p.workspace_id = ${scope.workspaceId} and p.channel_id = c.id and p.listed_at is not null) p
     where ${ofChannels(scope)}`.execute(db)
  const { rows: tabs } = await sql<{ tab: Tab } & Waiting>`${prepared}
    select tab, least(${COUNT_UP_TO}, sum(all_of_them))::int as all, least(${COUNT_UP_TO}, sum(unanswered))::int as unanswered
      from channels c cross join lateral (
        select 'post' as tab, (${firstOnes(postsOf(scope, sql`true`))}) as all_of_them, (${firstOnes(postsOf(scope, sql`p.unanswered > 0`))}) as unanswered
          from unnest(${[...POST_KINDS]}::text[]) as k(kind)
        union all
        select k.kind, (${firstOnes(threadsOf(scope, sql`true`))}), (${firstOnes(threadsOf(scope, sql`h.unanswered > 0`))})
          from unnest(${[...SAID_KINDS]}::text[]) as k(kind)) counted
     where ${ofChannels(scope)} group by tab`.execute(db)
  const byTab = new Map(tabs.map(({ tab, all, unanswered }) => [tab, { all, unanswered }]))
  const of = (tab: Tab): Waiting => byTab.get(tab) ?? { all: 0, unanswered: 0 }
  return {
    counts: sums[0] ?? { comments: 0, unanswered: 0, hidden: 0, removed: 0 },
    tabs: { post: of('post'), 'visitor-post': of('visitor-post'), mention: of('mention'), review: of('review') },
  }
}

const SAID_KINDS = ['visitor-post', 'mention', 'review'] as const satisfies readonly SaidKind[]

function ofChannels({ workspaceId, channelId }: Scope): RawBuilder<SqlBool> {
  return sql`c.workspace_id = ${workspaceId} and c.id = coalesce(${channelId ?? null}::uuid, c.id)`
}

function firstOnes(all: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select count(*) from (${all} limit ${COUNT_UP_TO}) first_ones`
}

function postsOf({ workspaceId }: Scope, which: RawBuilder<SqlBool>): RawBuilder<unknown> {
  return sql`select from posts p
    where p.workspace_id = ${workspaceId} and p.channel_id = c.id and p.kind = k.kind and p.listed_at is not null and ${which}`
}

function threadsOf({ workspaceId }: Scope, which: RawBuilder<SqlBool>): RawBuilder<unknown> {
  return sql`select from threads h
    where h.workspace_id = ${workspaceId} and h.channel_id = c.id and h.kind = k.kind and h.kind <> 'comments' and ${which}`
}
