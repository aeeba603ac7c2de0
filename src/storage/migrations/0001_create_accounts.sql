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
