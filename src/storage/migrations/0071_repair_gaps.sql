-- Until when the desk is sure to have heard all that a channel was told; what came after it is fetched once something was wrong.
alter table facebook_connections add column seen_until timestamptz;
update facebook_connections f
   set seen_until = coalesce(c.last_event_at, c.connected_at)
  from channels c where c.workspace_id = f.workspace_id and c.id = f.channel_id;
-- Since when the network did not tell everything, noted before it is asked to tell again: whoever is killed in between leaves it standing.
alter table facebook_connections add column gap_since timestamptz;
-- When what was heard in a day was compared with what Facebook holds.
alter table facebook_connections add column compared_at timestamptz;

-- A gap that is being filled: page by page, so that whoever is killed goes on where they stopped.
create table channel_repairs (
  workspace_id uuid not null,
  channel_id uuid not null,
  since timestamptz not null,
  started_at timestamptz not null,
  -- The list is in the order of the newest: what moves to its head meanwhile is read in a further round, of what moved since the one before began.
  moved_since timestamptz not null,
  round_at timestamptz not null,
  round integer not null default 1,
  -- What is being read, and where the network's list of it goes on; null at its head.
  list text not null default 'messages' check (list in ('messages', 'comments')),
  next_page text,
  messages integer not null default 0,
  comments integer not null default 0,
  posts integer not null default 0,
  -- Messages of which the network tells no more than that they are there.
  untold integer not null default 0,
  -- What the network did not let us read.
  unread text[] not null default '{}',
  -- Of a comparison nobody is told that found nothing.
  is_quiet boolean not null,
  primary key (workspace_id, channel_id),
  foreign key (workspace_id, channel_id) references channels (workspace_id, id) on delete cascade
);

alter table channel_history drop constraint channel_history_what_check;
alter table channel_history add constraint channel_history_what_check check (
  what in ('connected', 'reconnected', 'disconnected', 'key-dead', 'key-unreadable', 'key-mail', 'subscription-mended', 'recovered'));
