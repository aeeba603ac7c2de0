-- Utility messages are made of templates that Facebook has reviewed. What it told of them last is kept, so that agents choose and fill one at once.
create table message_templates (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id uuid not null,
  channel_id uuid not null,
  external_id text not null,
  name text not null,
  language text not null,
  status text not null check (status in ('approved', 'pending', 'rejected', 'disabled')),
  -- Facebook's code for why it was rejected.
  rejection text,
  -- Header, body and buttons, and whether the desk can fill all of it.
  content jsonb not null,
  told_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, channel_id, external_id),
  foreign key (workspace_id, channel_id) references channels (workspace_id, id) on delete cascade
);

-- Whoever asks whether a channel's way is open asks for this along with it.
create or replace view channel_ways as
select channels.workspace_id, channels.id as channel_id, channels.kind, channels.name, kinds.extension,
       case when extensions.enabled_at is null then 'switched-off' else channels.state end as way,
       array(select a.allowance from page_allowances a
              where a.workspace_id = channels.workspace_id and a.channel_id = channels.id and a.allowed_since is not null
              union
             select 'utility' from message_templates m
              where m.workspace_id = channels.workspace_id and m.channel_id = channels.id and m.status = 'approved'
              order by 1) as allowances
  from channels
  join (values ('facebook', 'facebook'), ('chat', 'online-chat')) as kinds (kind, extension) on kinds.kind = channels.kind
  left join extensions on extensions.workspace_id = channels.workspace_id and extensions.name = kinds.extension;
