-- From when until when what came in under a name was led to a channel, by the database's clock, as deliveries are dated. Names pass from one workspace to another, and
-- what came meanwhile is of whoever held it then.
create table channel_route_spans (
  workspace_id uuid not null,
  channel_id uuid not null,
  since timestamptz not null default now(),
  -- Null while it is led there.
  until timestamptz,
  primary key (workspace_id, channel_id, since),
  foreign key (workspace_id, channel_id) references channels (workspace_id, id) on delete cascade
);

-- Nobody noted it before: a channel held its name from the beginning until somebody disconnected it.
insert into channel_route_spans (workspace_id, channel_id, since, until)
select c.workspace_id, c.id, '-infinity',
       case when exists (select from channel_routes r where r.workspace_id = c.workspace_id and r.channel_id = c.id) then null
            else coalesce((select max(h.at) from channel_history h where h.workspace_id = c.workspace_id and h.channel_id = c.id and h.what = 'disconnected'), '-infinity') end
  from channels c where c.kind = 'facebook';
