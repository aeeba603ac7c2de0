-- What everybody reads becomes conversations: each thread of comments, each post, each mention, each review. Whose a post is decides whether
-- what is said under it is one conversation or one for each thread (src/domain/conversations/subject-of.ts).
alter table conversations
  drop constraint conversations_subject_kind_check,
  add constraint conversations_subject_kind_check check (subject_kind in ('direct', 'comments', 'post', 'mention', 'review', 'website')),
  -- Of what everybody reads the client is who wrote first, which may come late, or nobody, as long as the Page speaks alone.
  alter column client_id drop not null,
  add constraint conversations_client check (client_id is not null or subject_kind not in ('direct', 'website'));

alter table entries
  -- What the channel calls it when it is asked for it, where its name is only the end of that.
  add column called_as text check (length(called_as) <= 200),
  -- Which customer wrote it, where everybody can: their name among `identities` of the kind 'author'.
  add column author_external_id text check (length(author_external_id) <= 100),
  -- Of a post: since when it is known to be out.
  add column published_at timestamptz,
  -- What stands beside the words since they were edited: {"value", "at"}; null where that was not told.
  add column parts_now jsonb check (parts_now ? 'value' and parts_now ? 'at'),
  add constraint entries_author_external_id check (author_external_id is null or author_kind = 'client');
-- Names of authors come with what they write: the one that was told of the latest moment stands.
alter table identities add column name_told_at timestamptz;
-- Posts, newest first.
create index entries_of_posts on entries (workspace_id, channel_id, occurred_at desc, id desc) where thing = 'post' and author_kind is not null;

-- What is known of a post beside what it says: asked of the channel, once a thread stands under it.
create table posts (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  channel_id uuid not null,
  -- The last part of its id.
  post_id text not null check (length(post_id) <= 100),
  called_as text not null check (length(called_as) <= 200),
  permalink text check (length(permalink) <= 8000),
  asked_at timestamptz,
  answered_at timestamptz,
  -- Why the channel does not give it: {"code", "subcode", "message"}.
  refusal jsonb,
  primary key (workspace_id, channel_id, post_id),
  foreign key (workspace_id, channel_id) references channels (workspace_id, id)
);

-- Hiding, deleting, editing, liking and answering privately are acts, too: each is done to an entry.
alter table acts
  drop constraint acts_kind_check,
  add constraint acts_kind_check check (kind in ('say', 'say-privately', 'edit', 'remove', 'hide', 'react')),
  -- What came of a private reply: {"personId", "externalId"}.
  add column result jsonb;
create index acts_of_private_replies on acts (workspace_id, channel_id, (result ->> 'personId')) where kind = 'say-privately';
create index acts_of_private_messages on acts (workspace_id, channel_id, (result ->> 'externalId')) where kind = 'say-privately';
create index acts_upon_entries on acts (workspace_id, entry_id, created_at, id) where kind <> 'say';
-- What the Page says may be what we asked for and heard no answer to.
create index acts_in_doubt on acts (workspace_id, conversation_id) where state in ('sending', 'unconfirmed');
