-- A channel may make no tickets of comments, of visitors' posts, of mentions or of reviews. A kind that nobody has switched yet is on. What is off is
-- kept all the same: it stands in conversations without a ticket, and gets one when the kind is switched on.
create table ticket_switches (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  channel_id uuid not null,
  kind text not null check (kind in ('comment', 'post', 'mention', 'review')),
  -- Null: on again.
  off_since timestamptz,
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (workspace_id, channel_id, kind),
  foreign key (workspace_id, channel_id) references channels (workspace_id, id) on delete cascade
);
