-- A message is the sum of its parts, its edits stand beside it, and what happened and nobody said is a note of the conversation. Columns are
-- added without rewriting what is there: a default that never changes is kept once, and null is nothing.
alter table entries
  -- What stands beside the words, {"parts", "asides"} (src/domain/entries/part.ts); null where words are all.
  add column content jsonb,
  -- The channel's name of the message that it answers, which may not be here yet.
  add column replies_to text check (length(replies_to) <= 500),
  -- New words by the moment that set them; edited_text is the last of them.
  add column edits jsonb not null default '{}',
  add column edited_text text;

-- Whether there is more than words is told by what there is. Each piece of which nothing at all was known is named before.
update entries set unread = jsonb_build_object('label', 'message without content', 'raw', null, 'reader', 1) where kind = 'unknown' and unread is null;
alter table entries drop column kind;

-- What a Page wrote to somebody who never wrote is in nobody's folder: it stands in no ticket until they do.
alter table entries drop constraint entries_check;
alter table entries add constraint entries_said check ((author_kind is null) = (occurred_at is null) and (author_kind is not null or ticket_id is null)) not valid;
alter table entries validate constraint entries_said;
create index entries_before_a_ticket on entries (workspace_id, conversation_id) where ticket_id is null and author_kind is not null;

-- News of what is quoted is told with what quotes it.
create index entries_quoting on entries (workspace_id, channel_id, replies_to) where replies_to is not null;

alter table conversations
  -- The last times that the person followed an ad: what they wrote within a day of it was opened by that.
  add column ads_followed timestamptz[] not null default '{}',
  -- Whom the channel lets answer: this desk, or another app (which one, where that was told), since when. All null: it never said.
  add column owner_is_us boolean,
  add column owner_app_id text check (length(owner_app_id) <= 100),
  add column owner_at timestamptz,
  add constraint conversations_owner check ((owner_is_us is null) = (owner_at is null) and (owner_app_id is null or owner_at is not null));

create table notes (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id uuid not null,
  channel_id uuid not null,
  -- Null where it is told of the channel, or of somebody whom nobody knows yet.
  conversation_id uuid,
  what text not null check (what in ('referral', 'opt-in', 'account-linked', 'thread-control', 'policy', 'feedback')),
  -- Over what it says: told again it is the same.
  digest bytea not null,
  -- src/domain/notes/note.ts
  detail jsonb not null,
  -- What of it is not understood yet, and the version of the reader that could not read it.
  rest jsonb,
  reader integer not null,
  occurred_at timestamptz not null,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, channel_id, digest),
  foreign key (workspace_id, channel_id) references channels (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id)
);
-- Policies told of a channel are rare, and all of them are read when one comes.
create index notes_of_policy on notes (workspace_id, channel_id) where what = 'policy';
alter table channel_problems drop constraint channel_problems_kind_check,
  add constraint channel_problems_kind_check check (kind in ('key-dead', 'key-unreadable', 'permission-missing', 'sending-blocked', 'warned'));
-- Where a client came from is the first of these, which is asked for with each card.
create index notes_of_referrals on notes (workspace_id, conversation_id, occurred_at, digest) where what = 'referral';
create index entries_of_referrals on entries (workspace_id, conversation_id, occurred_at, id) where content @> '{"parts": [{"kind": "referral"}]}';
create index notes_by_conversation on notes (workspace_id, conversation_id, occurred_at desc, digest desc);
