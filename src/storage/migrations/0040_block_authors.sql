-- Whoever wrote a comment can be kept from the Page, and let in again: one more kind of act.
alter table acts drop constraint acts_kind_check,
  add constraint acts_kind_check check (kind in ('say', 'say-privately', 'edit', 'remove', 'hide', 'react', 'block'));

-- Facebook tells nothing of it by itself: that somebody is blocked is known because the desk had it done. It holds for all that they wrote on the Page.
create table blocked_authors (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  channel_id uuid not null,
  -- The channel's name for them.
  external_id text not null,
  blocked_at timestamptz not null,
  primary key (workspace_id, channel_id, external_id),
  foreign key (workspace_id, channel_id) references channels (workspace_id, id) on delete cascade
);
