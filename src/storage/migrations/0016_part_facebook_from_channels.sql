-- A channel is a source of any kind. What only a Page of Facebook's has lies beside it: the sealed key, what was granted, and by whom.
alter table channels add unique (workspace_id, id, external_id);

create table facebook_connections (
  workspace_id uuid not null,
  channel_id uuid not null,
  page_id text not null,
  key_encrypted bytea not null,
  key_valid_until timestamptz,
  granted_scopes text[] not null default '{}',
  -- Who allowed it at Facebook, and who of the desk asked for it.
  person_id text,
  person_name text,
  connected_by uuid,
  primary key (workspace_id, channel_id),
  -- The Page is the one that the channel is of, whoever writes here.
  foreign key (workspace_id, channel_id, page_id) references channels (workspace_id, id, external_id) on delete cascade
);

insert into facebook_connections
       (workspace_id, channel_id, page_id, key_encrypted, key_valid_until, granted_scopes, person_id, person_name, connected_by)
select workspace_id, id, external_id, key_encrypted, key_valid_until, granted_scopes, connected_by_external_id, connected_by_name, connected_by
  from channels
 where key_encrypted is not null and external_id is not null;

alter table channels
  drop column key_encrypted,
  drop column key_valid_until,
  drop column granted_scopes,
  drop column connected_by_name,
  drop column connected_by_external_id,
  drop column connected_by;

-- What comes in is led to its channel by the name that its network gives it. A name is held by one workspace of all.
alter table page_routes rename to channel_routes;
alter table channel_routes rename page_id to external_id;
alter table channel_routes add kind text not null default 'facebook';
alter table channel_routes alter kind drop default;
alter table channel_routes drop constraint page_routes_pkey, add primary key (kind, external_id);
alter table channel_routes rename constraint page_routes_workspace_id_channel_id_fkey to channel_routes_workspace_id_channel_id_fkey;

-- Whether a channel's way is open: the extension that its kind hangs on, and then the channel itself. Asked here and nowhere else.
-- Which kind hangs on which extension is told by src/domain/channels/channel.ts, too; a test holds the two together.
create view channel_ways as
select channels.workspace_id, channels.id as channel_id, channels.kind, channels.name, kinds.extension,
       case when extensions.enabled_at is null then 'switched-off' else channels.state end as way
  from channels
  join (values ('facebook', 'facebook'), ('chat', 'online-chat')) as kinds (kind, extension) on kinds.kind = channels.kind
  left join extensions on extensions.workspace_id = channels.workspace_id and extensions.name = kinds.extension;
