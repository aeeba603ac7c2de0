-- A conversation was the private messages of one person, and whose it is was told by its only id. It becomes what is said about one subject,
-- whatever that is (src/domain/conversations/subject.ts), and who somebody is on a channel gets a table of its own: a person may have
-- more names there than one, and conversations that no person is the subject of.
create table identities (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  channel_id uuid not null,
  -- As whom the channel knows them: in private messages, as author of what everybody reads, as visitor of a website.
  kind text not null check (kind in ('person', 'author', 'visitor')),
  external_id text not null check (length(external_id) <= 100),
  client_id uuid not null,
  created_at timestamptz not null,
  primary key (workspace_id, channel_id, kind, external_id),
  foreign key (workspace_id, channel_id) references channels (workspace_id, id),
  foreign key (workspace_id, client_id) references clients (workspace_id, id)
);
create index identities_by_client on identities (workspace_id, client_id);

insert into identities (workspace_id, channel_id, kind, external_id, client_id, created_at)
select workspace_id, channel_id, 'person', external_id, client_id, created_at from conversations;

alter table conversations
  add column subject jsonb,
  add column subject_key text check (length(subject_key) <= 300),
  -- The last thing that somebody wrote elsewhere for the channel: it answers all that had been written before.
  add column answered_until timestamptz;

update conversations set subject = jsonb_build_object('kind', 'direct', 'personId', external_id), subject_key = 'direct:' || external_id;

alter table conversations
  alter column subject set not null,
  alter column subject_key set not null,
  add column subject_kind text not null generated always as (subject ->> 'kind') stored
    check (subject_kind in ('direct', 'comments', 'visitor-post', 'mention', 'review', 'website')),
  drop constraint conversations_workspace_id_channel_id_external_id_key,
  add unique (workspace_id, channel_id, subject_key),
  drop column external_id;
