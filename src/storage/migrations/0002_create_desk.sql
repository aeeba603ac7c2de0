-- The desk proper. Every tenant table's keys begin with workspace_id, so that the tables can be spread over a
-- sharded PostgreSQL by workspace (ARCHITECTURE.md, promises of the schema; held by test/catalogue.test.ts).

create table extensions (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  name text not null check (name in ('facebook', 'online-chat')),
  enabled_at timestamptz,
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (workspace_id, name)
);

create table groups (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 100),
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, name)
);

create table channels (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('facebook', 'chat')),
  name text not null check (length(name) between 1 and 200),
  external_id text,
  picture_url text,
  state text not null check (state in ('connected', 'disconnected')),
  problem jsonb,
  key_encrypted bytea,
  key_valid_until timestamptz,
  granted_scopes text[] not null default '{}',
  connected_by_name text,
  connected_by_external_id text,
  connected_by uuid,
  connected_at timestamptz,
  last_event_at timestamptz,
  -- Facebook asked this Page to slow down: nothing is sent before.
  paused_until timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, kind, external_id)
);

-- Which channel a Page's webhooks go to. One Page is held by one workspace; this is the only table that knows all Pages.
create table page_routes (
  page_id text primary key,
  workspace_id uuid not null,
  channel_id uuid not null,
  foreign key (workspace_id, channel_id) references channels (workspace_id, id) on delete cascade
);

-- One walk through Facebook's authorisation dialog. The state parameter is kept as a hash and used once.
create table facebook_authorisations (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id uuid not null,
  state_hash bytea not null,
  user_id uuid not null,
  session_id uuid not null,
  redirect_uri text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  returned_at timestamptz,
  user_token_encrypted bytea,
  user_token_expires_at timestamptz,
  person_id text,
  person_name text,
  granted_scopes text[] not null default '{}',
  primary key (workspace_id, id),
  unique (workspace_id, state_hash)
);

create table clients (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id uuid not null,
  name text check (length(name) <= 500),
  picture_url text,
  note text not null default '' check (length(note) <= 10000),
  vip_since timestamptz,
  profile_checked_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);

-- The private conversation of one person with one Page. The PSID is its external id.
create table threads (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id uuid not null,
  channel_id uuid not null,
  client_id uuid not null,
  external_id text not null check (length(external_id) <= 100),
  window_opens_at timestamptz,
  window_closes_at timestamptz,
  window_reason text,
  delivered_until timestamptz,
  read_until timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, channel_id, external_id),
  foreign key (workspace_id, channel_id) references channels (workspace_id, id),
  foreign key (workspace_id, client_id) references clients (workspace_id, id)
);
create index threads_by_client on threads (workspace_id, client_id);

create table tickets (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id uuid not null,
  number bigint not null,
  kind text not null check (kind in ('direct')),
  channel_id uuid not null,
  thread_id uuid not null,
  client_id uuid not null,
  status text not null check (status in ('new', 'open', 'pending', 'on-hold', 'solved', 'closed', 'spam', 'deleted')),
  priority text not null default 'medium' check (priority in ('low', 'medium', 'urgent', 'extreme')),
  type text not null default 'question' check (type in ('question', 'task', 'problem', 'incident')),
  assignee_id uuid,
  group_id uuid,
  tags text[] not null default '{}',
  unanswered_count integer not null default 0 check (unanswered_count >= 0),
  last_activity_at timestamptz not null,
  last_message_id uuid,
  created_at timestamptz not null,
  solved_at timestamptz,
  closed_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, number),
  foreign key (workspace_id, channel_id) references channels (workspace_id, id),
  foreign key (workspace_id, thread_id) references threads (workspace_id, id),
  foreign key (workspace_id, client_id) references clients (workspace_id, id),
  foreign key (workspace_id, group_id) references groups (workspace_id, id),
  foreign key (workspace_id, assignee_id) references members (workspace_id, id) on delete set null (assignee_id)
);
-- Messages of one client go to one ticket until it is closed (or deleted): the database holds the rule.
create unique index tickets_one_living_per_thread on tickets (workspace_id, thread_id) where status not in ('closed', 'deleted');
create index tickets_by_activity on tickets (workspace_id, status, last_activity_at desc, id desc);
create index tickets_by_assignee on tickets (workspace_id, assignee_id, last_activity_at desc, id desc);
create index tickets_by_client on tickets (workspace_id, client_id, created_at desc);

create table messages (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id uuid not null,
  ticket_id uuid not null,
  thread_id uuid,
  channel_id uuid,
  external_id text check (length(external_id) <= 500),
  direction text not null check (direction in ('in', 'out', 'internal', 'system')),
  kind text not null check (kind in ('text', 'unknown', 'status', 'assignee', 'priority', 'type')),
  text text not null default '',
  author_kind text not null check (author_kind in ('client', 'member', 'elsewhere', 'system')),
  author_id uuid,
  -- Facebook's time where Facebook told it, else ours: this orders a conversation.
  occurred_at timestamptz not null,
  created_at timestamptz not null,
  state text check (state in ('queued', 'sending', 'sent', 'delivered', 'read', 'failed', 'unconfirmed')),
  state_at timestamptz,
  -- Why it failed: {"reason", "code"?, "subcode"?, "facebookMessage"?}
  failure jsonb,
  -- App that wrote an echo elsewhere, details of a system line, the raw item of a kind not understood yet.
  detail jsonb,
  primary key (workspace_id, id),
  unique (workspace_id, channel_id, external_id),
  check ((direction = 'out') = (state is not null)),
  foreign key (workspace_id, ticket_id) references tickets (workspace_id, id),
  foreign key (workspace_id, thread_id) references threads (workspace_id, id),
  foreign key (workspace_id, channel_id) references channels (workspace_id, id)
);
create index messages_by_ticket on messages (workspace_id, ticket_id, occurred_at, id);
-- Receipts (watermarks) touch only what is still under way.
create index messages_under_way on messages (workspace_id, thread_id, occurred_at) where direction = 'out' and state in ('sent', 'delivered');
-- What waits to be sent, oldest first.
create index messages_to_send on messages (workspace_id, thread_id, created_at, id) where state in ('queued', 'sending');

-- What arrived and is not understood yet: kept raw, shown as a labelled placeholder, read again when the desk learns it.
create table raw_facts (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id uuid not null,
  channel_id uuid not null,
  thread_id uuid,
  digest bytea not null,
  label text not null check (length(label) <= 200),
  raw jsonb not null,
  occurred_at timestamptz not null,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, channel_id, digest),
  foreign key (workspace_id, channel_id) references channels (workspace_id, id),
  foreign key (workspace_id, thread_id) references threads (workspace_id, id)
);
create index raw_facts_by_thread on raw_facts (workspace_id, thread_id, occurred_at);

-- Everything that happened. The tail is read in (xid, id) order and only below every running transaction's xid:
-- sequence order is not commit order, so a cursor on id alone would skip late commits.
create table events (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  type text not null check (length(type) <= 100),
  ticket_id uuid,
  actor_id uuid,
  payload jsonb not null default '{}',
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create index events_tail on events (workspace_id, xid, id);
create index events_of_ticket on events (workspace_id, ticket_id, id);

create table idempotency_keys (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  user_id uuid not null,
  key text not null check (length(key) between 1 and 200),
  request_digest bytea not null,
  answer_body jsonb,
  created_at timestamptz not null,
  primary key (workspace_id, user_id, key)
);
