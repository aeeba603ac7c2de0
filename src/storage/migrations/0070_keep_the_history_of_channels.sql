-- What happened to a channel, told to administrators: who connected it, when its key died and why, what the desk mended by itself.
create table channel_history (
  workspace_id uuid not null,
  id uuid not null,
  channel_id uuid not null,
  at timestamptz not null,
  what text not null check (what in ('connected', 'reconnected', 'disconnected', 'key-dead', 'key-unreadable', 'key-mail', 'subscription-mended')),
  -- As it was then: who did it is a name.
  detail jsonb not null default '{}',
  primary key (workspace_id, id),
  foreign key (workspace_id, channel_id) references channels (workspace_id, id) on delete cascade
);
create index channel_history_by_channel on channel_history (workspace_id, channel_id, at desc, id desc);

-- What is known of the time before: the connecting that counts, and the keys that died.
insert into channel_history (workspace_id, id, channel_id, at, what, detail)
select c.workspace_id, gen_random_uuid(), c.id, c.connected_at, 'connected', jsonb_strip_nulls(jsonb_build_object('person', f.person_name, 'by', u.name))
  from channels c
  join facebook_connections f on f.workspace_id = c.workspace_id and f.channel_id = c.id
  left join users u on u.id = f.connected_by
 where c.connected_at is not null;
insert into channel_history (workspace_id, id, channel_id, at, what, detail)
select workspace_id, gen_random_uuid(), channel_id, since, kind, detail
  from channel_problems where kind in ('key-dead', 'key-unreadable');

-- A channel that somebody disconnected says so until somebody connects it.
alter table channel_problems
  drop constraint channel_problems_kind_check,
  add constraint channel_problems_kind_check
    check (kind in ('disconnected', 'key-dead', 'key-unreadable', 'permission-missing', 'sending-blocked', 'warned'));
