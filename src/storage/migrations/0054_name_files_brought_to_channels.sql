-- A private message names its files: they are brought to Facebook before it, which keeps them for 90 days. What is brought once need not be brought again, be it for
-- the next try or for the next customer. By its content, by the form of it and by what Facebook was told that it is; with the last thing that refers to the content
-- this goes, too.
create table brought_files (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  channel_id uuid not null,
  digest text not null,
  form text not null check (form in ('shown', 'original')),
  what text not null check (what in ('picture', 'video', 'audio', 'file')),
  -- What whoever gets it sees that it is called; empty where it has no name.
  name text not null,
  -- The channel's name for it.
  called text not null,
  brought_at timestamptz not null,
  primary key (workspace_id, channel_id, digest, form, what, name),
  foreign key (workspace_id, channel_id) references channels (workspace_id, id) on delete cascade,
  foreign key (workspace_id, digest) references files (workspace_id, digest) on delete cascade
);
create index brought_files_of_content on brought_files (workspace_id, digest);
