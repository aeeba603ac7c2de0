-- Facebook's addresses of files die, and no browser is to be led there: the desk keeps its own copies. An attachment is a file that somebody was
-- told of, a file is a content that is kept, once for each workspace however many attachments have it.
create table files (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  -- SHA-256 of the bytes as they came, in hexadecimal.
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  size integer not null check (size > 0),
  -- The media type, told by the content and never by a name.
  type text not null,
  width integer,
  height integer,
  duration_ms integer,
  -- What was made of it at arrival: {"shown": {"type", "size", "width", "height"}, "preview": {…}}
  variants jsonb not null default '{}',
  -- When somebody last meant to keep it: between that and the first reference nobody may take it for unused.
  touched_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  primary key (workspace_id, digest)
);

-- The rows that wait are the downloader's list of work: state and work cannot disagree.
create table attachments (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id uuid not null,
  -- Whose it is: of something that was said (with its place there), or the picture of a note (of an ad), a client or a channel.
  entry_id uuid,
  note_id uuid,
  position integer not null default 0,
  client_id uuid,
  channel_id uuid,
  -- The channel that told of it. Files are fetched in turn from each: one of five thousand pictures must not hold up another's single one.
  lane uuid not null,
  what text not null check (what in ('picture', 'video', 'audio', 'voice', 'file', 'sticker')),
  -- The channel's address. Null: it told none.
  url text,
  name text,
  state text not null check (state in ('waiting', 'kept', 'refused', 'gone')),
  -- Why it waits, was refused or is gone.
  reason text,
  tries integer not null default 0,
  next_try_at timestamptz,
  -- Until then somebody is fetching it; whoever comes back later lost it to another.
  claimed_until timestamptz,
  -- What is kept of it. A picture that is refreshed keeps the old one meanwhile.
  file text,
  -- When its address was told.
  noted_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, entry_id) references entries (workspace_id, id) on delete cascade,
  foreign key (workspace_id, note_id) references notes (workspace_id, id) on delete cascade,
  foreign key (workspace_id, client_id) references clients (workspace_id, id) on delete cascade,
  foreign key (workspace_id, channel_id) references channels (workspace_id, id) on delete cascade,
  foreign key (workspace_id, file) references files (workspace_id, digest),
  unique (workspace_id, entry_id, position),
  unique (workspace_id, note_id),
  unique (workspace_id, client_id),
  unique (workspace_id, channel_id),
  check (num_nonnulls(entry_id, note_id, client_id, channel_id) = 1),
  check ((state = 'waiting') = (next_try_at is not null)),
  check (state <> 'waiting' or url is not null),
  check (state <> 'kept' or file is not null)
);
-- What waits in each workspace and lane, the longest due first; and, without reading it all, in which lanes something does.
create index attachments_waiting on attachments (workspace_id, lane, next_try_at, id) where state = 'waiting';
-- Whether a content is still referred to.
create index attachments_by_file on attachments (workspace_id, file) where file is not null;

-- Our own storage is full, or does not answer, and files wait for it. Gone when it is over: this row is what makes beginning and end be told once.
create table file_storage_problems (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  reason text not null check (reason in ('storage-full', 'storage-away')),
  since timestamptz not null,
  primary key (workspace_id)
);

-- Pictures that browsers were sent to Facebook for until now.
insert into attachments (workspace_id, id, client_id, lane, what, url, state, next_try_at)
select c.workspace_id, gen_random_uuid(), c.id, told.channel_id, 'picture', c.picture_url, 'waiting', now()
  from clients c cross join lateral (
    select channel_id from identities i where i.workspace_id = c.workspace_id and i.client_id = c.id order by created_at, channel_id limit 1) told
 where c.picture_url is not null;
insert into attachments (workspace_id, id, channel_id, lane, what, url, state, next_try_at)
select workspace_id, gen_random_uuid(), id, id, 'picture', picture_url, 'waiting', now() from channels where picture_url is not null;
