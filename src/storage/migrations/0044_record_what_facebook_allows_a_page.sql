-- What Facebook allows some Pages beyond the 24 hours: answers of a human agent within seven days, and news of a Page that the News Page Index lists.
-- Facebook tells nobody which Page may, so an administrator records it, of news with what the Page is registered for.
create table page_allowances (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  channel_id uuid not null,
  allowance text not null check (allowance in ('human-agent', 'news')),
  -- Null: not allowed, or not any more.
  allowed_since timestamptz,
  -- Of news: what the Page said that it sends, when it was registered.
  use_scenario text,
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (workspace_id, channel_id, allowance),
  check ((use_scenario is not null) = (allowance = 'news' and allowed_since is not null)),
  foreign key (workspace_id, channel_id) references channels (workspace_id, id) on delete cascade
);

-- Whoever asks whether a channel's way is open asks for this along with it.
create or replace view channel_ways as
select channels.workspace_id, channels.id as channel_id, channels.kind, channels.name, kinds.extension,
       case when extensions.enabled_at is null then 'switched-off' else channels.state end as way,
       array(select a.allowance from page_allowances a
              where a.workspace_id = channels.workspace_id and a.channel_id = channels.id and a.allowed_since is not null
              order by a.allowance) as allowances
  from channels
  join (values ('facebook', 'facebook'), ('chat', 'online-chat')) as kinds (kind, extension) on kinds.kind = channels.kind
  left join extensions on extensions.workspace_id = channels.workspace_id and extensions.name = kinds.extension;
