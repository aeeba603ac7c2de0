import { sql } from 'kysely'
import type { PostRefusal } from '#domain/channels/post-port.ts'
import type { ChannelId, MessageId, WorkspaceId } from '#domain/ids.ts'
import type { Db } from '../database.ts'
import { prepared } from '../prepared.ts'
import type { PostKind } from './kind.ts'
import { isSaid, linesOf } from './lines-of.ts'
import type { CommentCounts, CountedPost } from './post.ts'
import { walkOf, type Place, type Wanted } from './walk.ts'

export type PostsPage = Wanted & { readonly kinds: readonly PostKind[]; readonly after: Place | undefined }

type PostInList = CountedPost & { readonly channelId: ChannelId; readonly postId: string }

export type PostsOfPage = { readonly posts: readonly PostInList[]; readonly next: Place | undefined }

/** One page of the posts of the workspace's Pages, and where the next one begins: first which, then those with what they say. */
export async function listPosts(db: Db, workspaceId: WorkspaceId, page: PostsPage): Promise<PostsOfPage> {
  const { rows: places } = await pageOfPosts(workspaceId, page).execute(db)
  const shown = places.slice(0, page.limit)
  return { posts: await inCompany(db, workspaceId, shown), next: places.length > shown.length ? shown.at(-1) : undefined }
}

/** A walk along one index for each channel and kind, merged as they go. One more than is shown tells whether there is a next page. */
function pageOfPosts(workspaceId: WorkspaceId, { channelId, kinds, having, sort, limit, after }: PostsPage) {
  const columns = {
    at: sql`p.listed_at`,
    unanswered: sql`p.unanswered`,
    hidden: sql`p.hidden`,
    channelId: sql`p.channel_id`,
    id: sql`p.post_id`,
  }
  const walk = walkOf(columns, { having, sort, after })
  return sql<Place>`${prepared}
    select found.channel_id as "channelId", found.id, found.at, found.unanswered
      from channels c cross join unnest(${[...kinds]}::text[]) as k(kind) cross join lateral (
        select p.channel_id, p.post_id as id, p.listed_at as at, p.unanswered from posts p
         where p.workspace_id = ${workspaceId} and p.channel_id = c.id and p.kind = k.kind and p.listed_at is not null and ${walk.which}
         order by ${walk.order} limit ${limit + 1}) found
     where c.workspace_id = ${workspaceId} and c.id = coalesce(${channelId ?? null}::uuid, c.id)
     order by ${walk.merged} limit ${limit + 1}`
}

type Row = CommentCounts & {
  readonly channelId: ChannelId
  readonly postId: string
  readonly lastCommentAt: Date | null
  readonly permalink: string | null
  readonly calledAs: string
  readonly refusal: PostRefusal | null
  readonly entryId: MessageId | null
  readonly isPublished: boolean
}

async function inCompany(db: Db, workspaceId: WorkspaceId, places: readonly Place[]): Promise<PostInList[]> {
  const [channelIds, postIds] = [places.map(({ channelId }) => channelId), places.map(({ id }) => id)]
  const { rows } = await sql<Row>`${prepared}
    select p.channel_id as "channelId", p.post_id as "postId", p.comments, p.unanswered, p.hidden, p.removed, p.last_comment_at as "lastCommentAt",
           p.permalink, coalesce(e.called_as, p.called_as) as "calledAs", p.refusal, e.id as "entryId", e.published_at is not null as "isPublished"
      from unnest(${channelIds}::uuid[], ${postIds}::text[]) with ordinality as asked(channel_id, post_id, place)
      join posts p on p.workspace_id = ${workspaceId} and p.channel_id = asked.channel_id and p.post_id = asked.post_id
      left join lateral (
        select e.id, e.called_as, e.published_at from entries e
         where e.workspace_id = p.workspace_id and e.channel_id = p.channel_id and e.thing = 'post' and e.external_id = p.post_id
           and e.author_kind is not null limit 1) e on true
     order by asked.place`.execute(db)
  const lines = await linesOf(
    db,
    workspaceId,
    rows.flatMap(({ entryId }) => entryId ?? []),
  )
  return rows.map((row) => {
    const line = lines.get(row.entryId ?? '')
    const said = line && isSaid(line) ? line : undefined
    const { channelId, postId, comments, unanswered, hidden, removed, calledAs, isPublished } = row
    return {
      channelId,
      postId,
      said,
      isPublished,
      permalink: row.permalink ?? undefined,
      calledAs,
      refusal: said ? undefined : (row.refusal ?? undefined),
      counts: { comments, unanswered, hidden, removed },
      lastCommentAt: row.lastCommentAt ?? undefined,
    }
  })
}
