-- The tables of Pagedesk 0.1.0, by its own four migrations, and the days of deliveries that it had made.

-- 0001_create_accounts

-- People and workspaces. better-auth reads and writes these tables under the names it is configured with
-- (src/desk/accounts); they are global except members and invitations, which belong to a workspace.

create table users (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  email text not null unique check (length(email) <= 320),
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table sessions (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  active_workspace_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index sessions_by_user on sessions (user_id);

create table accounts (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index accounts_by_user on accounts (user_id);

create table verifications (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verifications_by_identifier on verifications (identifier);

-- Attempts at the doors that need nobody signed in, counted per address and per e-mail. The key is a hash.
create table rate_limits (
  key text primary key,
  count integer not null,
  window_ends_at timestamptz not null
);

create table workspaces (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  slug text not null unique,
  logo text,
  metadata text,
  last_ticket_number bigint not null default 0,
  created_at timestamptz not null default now()
);

create table members (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id uuid not null,
  user_id uuid not null references users (id) on delete cascade,
  role text not null check (role in ('administrator', 'agent', 'employee')),
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, user_id)
);
create index members_by_user on members (user_id);

-- The secret in an invitation's link is kept as a hash only.
create table invitations (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id uuid not null,
  email text not null check (length(email) <= 320),
  role text not null check (role in ('administrator', 'agent', 'employee')),
  status text not null check (status in ('pending', 'accepted', 'rejected', 'canceled')),
  inviter_id uuid not null references users (id) on delete cascade,
  token_hash bytea not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create unique index invitations_one_pending_per_email on invitations (workspace_id, email) where status = 'pending';
-- Whoever opens the link knows the token only, not the workspace.
create index invitations_by_token on invitations (token_hash);

-- Mails that left the desk, or that are kept here because no SMTP_URL is set.
create table sent_mails (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id uuid not null,
  recipient text not null check (length(recipient) <= 320),
  subject text not null check (length(subject) <= 500),
  body_text text not null,
  state text not null check (state in ('kept', 'queued', 'sent', 'failed')),
  failure text,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create index sent_mails_by_time on sent_mails (workspace_id, created_at desc);

-- 0002_create_desk

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

-- 0003_create_deliveries

-- Webhook deliveries, exactly as their bytes arrived. Stored before they are acknowledged, read afterwards.
-- Partitioned by day so that old ones are dropped, not deleted. The workspace is not known at arrival.

create table facebook_deliveries (
  received_on date not null default (now() at time zone 'utc')::date,
  id bigint generated always as identity,
  received_at timestamptz not null default now(),
  digest bytea not null,
  -- The first entry's Page id as far as a look at the bytes tells: only for fair turns, never trusted.
  lane text not null default '-',
  body bytea not null,
  state text not null default 'pending' check (state in ('pending', 'held', 'read', 'ignored', 'set-aside')),
  -- While held: the workspace that has Facebook switched off.
  held_for uuid,
  attempts integer not null default 0,
  due_at timestamptz not null default now(),
  failure text,
  primary key (received_on, id),
  unique (received_on, digest)
) partition by range (received_on);

create index facebook_deliveries_pending on facebook_deliveries (lane, id) where state = 'pending';
-- Tells the oldest day on which something waits, so that a claim looks into few partitions.
create index facebook_deliveries_waiting on facebook_deliveries (received_on) where state = 'pending';
create index facebook_deliveries_held on facebook_deliveries (held_for) where state = 'held';
create index facebook_deliveries_set_aside on facebook_deliveries (received_on, id) where state = 'set-aside';

-- Rows of days for which no partition was made yet.
create table facebook_deliveries_other partition of facebook_deliveries default;

-- 0004_notify_of_events

-- One NOTIFY per statement, without payload: PostgreSQL folds equal ones of a transaction into one at commit.
create function notify_of_events() returns trigger language plpgsql as $$
begin
  perform pg_notify('desk_events', '');
  return null;
end $$;
create trigger events_notify after insert on events for each statement execute function notify_of_events();

-- Made while it ran.

create table facebook_deliveries_2026_11_28 partition of facebook_deliveries for values from ('2026-11-28') to ('2026-11-29');
create table facebook_deliveries_2026_11_29 partition of facebook_deliveries for values from ('2026-11-29') to ('2026-11-30');
create table facebook_deliveries_2026_11_30 partition of facebook_deliveries for values from ('2026-11-30') to ('2026-12-01');
create table facebook_deliveries_2026_12_01 partition of facebook_deliveries for values from ('2026-12-01') to ('2026-12-02');
create table facebook_deliveries_2026_12_02 partition of facebook_deliveries for values from ('2026-12-02') to ('2026-12-03');
create table facebook_deliveries_2026_12_03 partition of facebook_deliveries for values from ('2026-12-03') to ('2026-12-04');
create table facebook_deliveries_2026_12_04 partition of facebook_deliveries for values from ('2026-12-04') to ('2026-12-05');
create table facebook_deliveries_2026_12_05 partition of facebook_deliveries for values from ('2026-12-05') to ('2026-12-06');

create table kysely_migration (name varchar(255) not null primary key, timestamp varchar(255) not null);
create table kysely_migration_lock (id varchar(255) not null primary key, is_locked integer not null default 0);
