-- What somebody has begun to write outlives their browser, is there in another one, and colleagues see that it is. The version tells whether whoever writes on has
-- seen what stands there; one that was sent or emptied stays as an empty row, so that its versions go on.
create table drafts (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  ticket_id uuid not null,
  user_id uuid not null,
  mode text not null check (mode in ('reply', 'internal')),
  -- Of a ticket of a whole post the thread that is answered; else empty.
  thread text not null,
  text text not null,
  version integer not null,
  saved_at timestamptz not null,
  primary key (workspace_id, ticket_id, user_id, mode, thread),
  foreign key (workspace_id, ticket_id) references tickets (workspace_id, id) on delete cascade
);
