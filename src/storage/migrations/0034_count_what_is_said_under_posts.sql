-- The Posts section shows posts with how much is said under them, and threads with how much of them waits. Both are counted where they change
-- and not where they are looked at: a post may have thousands of comments, and a list shows fifty posts (decision 50).

-- What everybody reads, by conversation: its lines in order of time.
create index entries_in_public on entries (workspace_id, conversation_id, occurred_at desc) where thing <> 'message';

-- A conversation that everybody reads, in which something was said: what stands at its head, and how much is said below.
create table threads (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  conversation_id uuid not null,
  channel_id uuid not null,
  -- Comments under a post that is not known to be a visitor's; a visitor's post with all below it; a mention; a review.
  kind text not null check (kind in ('comments', 'visitor-post', 'mention', 'review')),
  post_id text check (length(post_id) <= 100),
  -- Null while only answers to it are known.
  head_id uuid,
  -- When its head was said, or else the first of it that is known.
  said_at timestamptz not null,
  -- What stands in it, of the Page, too.
  lines integer not null,
  -- Of customers, by whether it was deleted; hidden ones are not.
  comments integer not null,
  hidden integer not null,
  removed integer not null,
  -- In tickets in work.
  unanswered integer not null,
  last_comment_at timestamptz,
  primary key (workspace_id, conversation_id),
  foreign key (workspace_id, channel_id) references channels (workspace_id, id),
  -- Conversations that are folded into others take their threads along at the end of the transaction.
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) deferrable initially deferred
);

alter table posts
  -- By what it shows; 'not-available' as long as nobody told what it says.
  add column kind text not null default 'not-available' check (kind in ('text', 'photo', 'video', 'link', 'not-available')),
  -- Where it stands in the list of posts: when it came out, or the first that was said under it. Null where it does not stand there: a visitor's
  -- is a request, and what is not out yet nobody sees.
  add column listed_at timestamptz,
  add column comments integer not null default 0,
  add column hidden integer not null default 0,
  add column removed integer not null default 0,
  add column unanswered integer not null default 0,
  add column last_comment_at timestamptz;

with said as (
  select e.workspace_id, e.conversation_id, co.channel_id, co.subject, co.subject_kind, e.thing, e.external_id, e.id, e.author_kind, e.occurred_at, e.removed_at,
         coalesce(e.hidden_at >= coalesce(e.unhidden_at, '-infinity'), false) as is_hidden,
         e.thing = case co.subject_kind when 'comments' then 'comment' else co.subject_kind end
           and e.external_id = coalesce(co.subject ->> 'rootId', co.subject ->> 'postId', co.subject ->> 'entryId', co.subject ->> 'storyId') as is_head,
         co.subject_kind = 'post' and exists (
           select 1 from entries p where p.workspace_id = co.workspace_id and p.channel_id = co.channel_id and p.thing = 'post'
              and p.external_id = co.subject ->> 'postId' and p.author_kind = 'client') as is_visitors
    from entries e join conversations co on co.workspace_id = e.workspace_id and co.id = e.conversation_id
   where e.thing <> 'message' and e.author_kind is not null and co.subject_kind in ('comments', 'post', 'mention', 'review')
)
insert into threads (workspace_id, conversation_id, channel_id, kind, post_id, head_id, said_at, lines, comments, hidden, removed, unanswered, last_comment_at)
select s.workspace_id, s.conversation_id, s.channel_id,
       case s.subject_kind when 'post' then case when s.is_visitors then 'visitor-post' else 'comments' end else s.subject_kind end, s.subject ->> 'postId',
       (array_agg(s.id) filter (where s.is_head))[1], coalesce(min(s.occurred_at) filter (where s.is_head), min(s.occurred_at)), count(*),
       count(*) filter (where s.author_kind = 'client' and s.removed_at is null),
       count(*) filter (where s.author_kind = 'client' and s.removed_at is null and s.is_hidden),
       count(*) filter (where s.author_kind = 'client' and s.removed_at is not null),
       coalesce((select sum(t.unanswered_count) from tickets t where t.workspace_id = s.workspace_id and t.conversation_id = s.conversation_id
                    and t.status in ('new', 'open', 'pending', 'on-hold')), 0),
       max(s.occurred_at) filter (where s.author_kind = 'client')
  from said s
 where s.thing <> 'post' or s.is_visitors
 group by s.workspace_id, s.conversation_id, s.channel_id, s.subject, s.subject_kind, s.is_visitors;

-- What the deferred foreign key has to look at it looks at now: no table with something pending gets an index.
set constraints all immediate;

insert into posts (workspace_id, channel_id, post_id, called_as)
select e.workspace_id, e.channel_id, e.external_id, coalesce(e.called_as, ch.external_id || '_' || e.external_id, e.external_id)
  from entries e join channels ch on ch.workspace_id = e.workspace_id and ch.id = e.channel_id
 where e.thing = 'post' and e.author_kind is not null and e.external_id is not null
on conflict (workspace_id, channel_id, post_id) do nothing;
insert into posts (workspace_id, channel_id, post_id, called_as)
select distinct t.workspace_id, t.channel_id, t.post_id, coalesce(ch.external_id || '_' || t.post_id, t.post_id)
  from threads t join channels ch on ch.workspace_id = t.workspace_id and ch.id = t.channel_id
 where t.kind = 'comments'
on conflict (workspace_id, channel_id, post_id) do nothing;

update posts p set
  comments = n.comments, hidden = n.hidden, removed = n.removed, unanswered = n.unanswered, last_comment_at = n.last_comment_at, kind = n.kind,
  listed_at = n.listed_at
  from (
    select p.workspace_id, p.channel_id, p.post_id, coalesce(said.comments, 0) as comments, coalesce(said.hidden, 0) as hidden,
           coalesce(said.removed, 0) as removed, coalesce(said.unanswered, 0) as unanswered, said.last_comment_at,
           case when e.id is null then 'not-available'
                when parts.shown @> '[{"kind": "file", "what": "video"}]' then 'video'
                when parts.shown @> '[{"kind": "file", "what": "picture"}]' then 'photo'
                when parts.shown @> '[{"kind": "link"}]' or parts.shown @> '[{"kind": "shared"}]' then 'link'
                else 'text' end as kind,
           case when e.id is null then said.first_at
                when e.author_kind <> 'client' and (e.published_at is not null or said.first_at is not null) then coalesce(e.published_at, e.occurred_at) end as listed_at
      from posts p
      left join entries e on e.workspace_id = p.workspace_id and e.channel_id = p.channel_id and e.thing = 'post' and e.external_id = p.post_id
       and e.author_kind is not null
     cross join lateral (select coalesce(e.parts_now -> 'value', e.content -> 'parts') as shown) parts
      left join (select workspace_id, channel_id, post_id, sum(comments) as comments, sum(hidden) as hidden, sum(removed) as removed,
                        sum(unanswered) as unanswered, max(last_comment_at) as last_comment_at, min(said_at) as first_at
                   from threads where kind = 'comments' group by workspace_id, channel_id, post_id) said
        on said.workspace_id = p.workspace_id and said.channel_id = p.channel_id and said.post_id = p.post_id
  ) n
 where n.workspace_id = p.workspace_id and n.channel_id = p.channel_id and n.post_id = p.post_id;

-- A list is a walk for each channel and kind. Posts, newest first or most unanswered first; with only those of which something waits, or is hidden.
-- What a walk answers stands in its index, so that no other that holds it, too, looks cheaper to the planner.
drop index entries_of_posts;
create index posts_by_time on posts (workspace_id, channel_id, kind, listed_at desc, post_id desc) include (unanswered) where listed_at is not null;
create index posts_by_unanswered on posts (workspace_id, channel_id, kind, unanswered desc, listed_at desc, post_id desc) where listed_at is not null;
create index posts_unanswered on posts (workspace_id, channel_id, kind, listed_at desc, post_id desc) where listed_at is not null and unanswered > 0;
create index posts_hidden on posts (workspace_id, channel_id, kind, listed_at desc, post_id desc) where listed_at is not null and hidden > 0;
create index posts_hidden_by_unanswered on posts (workspace_id, channel_id, kind, unanswered desc, listed_at desc, post_id desc)
  where listed_at is not null and hidden > 0;
-- How much is said under all posts of a channel, without reading one.
create index posts_counted on posts (workspace_id, channel_id) include (comments, unanswered, hidden, removed) where listed_at is not null;

-- Threads of a post, newest first, the same way; and the last comment of a post.
create index threads_by_post on threads (workspace_id, channel_id, post_id, said_at desc, conversation_id desc) where post_id is not null;
create index threads_by_post_unanswered on threads (workspace_id, channel_id, post_id, said_at desc, conversation_id desc)
  where post_id is not null and unanswered > 0;
create index threads_by_post_hidden on threads (workspace_id, channel_id, post_id, said_at desc, conversation_id desc)
  where post_id is not null and hidden > 0;
create index threads_by_last_comment on threads (workspace_id, channel_id, post_id, last_comment_at desc) where kind = 'comments' and last_comment_at is not null;

-- Visitors' posts, mentions and reviews.
create index threads_by_time on threads (workspace_id, channel_id, kind, said_at desc, conversation_id desc) include (unanswered) where kind <> 'comments';
create index threads_by_unanswered on threads (workspace_id, channel_id, kind, unanswered desc, said_at desc, conversation_id desc) where kind <> 'comments';
create index threads_unanswered on threads (workspace_id, channel_id, kind, said_at desc, conversation_id desc) where kind <> 'comments' and unanswered > 0;
create index threads_hidden on threads (workspace_id, channel_id, kind, said_at desc, conversation_id desc) where kind <> 'comments' and hidden > 0;
create index threads_hidden_by_unanswered on threads (workspace_id, channel_id, kind, unanswered desc, said_at desc, conversation_id desc)
  where kind <> 'comments' and hidden > 0;

-- Reviews month by month.
create index entries_of_reviews on entries (workspace_id, channel_id, occurred_at) where thing = 'review' and author_kind = 'client' and removed_at is null;
