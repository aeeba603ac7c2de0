-- What has to be done with an app of one's own and no program can see, ticked off by an administrator, who is told as they were called then.
create table go_live_ticks (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  step text not null,
  ticked_at timestamptz not null,
  ticked_by uuid not null,
  ticked_by_name text not null,
  primary key (workspace_id, step)
);
