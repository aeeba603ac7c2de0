-- A channel may have several problems at once, and the second must not hide the first. Each is a row that says since when, and when it was
-- mended: what troubled a Page last week can still be read.
create table channel_problems (
  workspace_id uuid not null,
  id uuid not null,
  channel_id uuid not null,
  kind text not null check (kind in ('key-dead', 'key-unreadable', 'permission-missing')),
  -- Facebook's numbers for a dead key, the name of a missing permission.
  detail jsonb not null default '{}',
  since timestamptz not null,
  mended_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, channel_id) references channels (workspace_id, id) on delete cascade
);
-- The same problem is told once for as long as it stands; each missing permission is one of its own.
create unique index channel_problems_standing on channel_problems (workspace_id, channel_id, kind, (coalesce(detail ->> 'permission', '')))
  where mended_at is null;
create index channel_problems_by_channel on channel_problems (workspace_id, channel_id, since);

-- Several permissions stood in one text, and a key that could not be opened kept what was wrong before in its pocket. They are told
-- oldest first, so a microsecond for each keeps them in the order they stood in.
insert into channel_problems (workspace_id, id, channel_id, kind, detail, since)
select channels.workspace_id, gen_random_uuid(), channels.id, found.problem ->> 'kind',
       case when permissions.name is null then found.problem - 'kind' - 'since' - 'before'
            else jsonb_build_object('permission', permissions.name) end,
       (found.problem ->> 'since')::timestamptz + (coalesce(permissions.place, 1) - 1) * interval '1 microsecond'
  from channels
 cross join lateral (values (channels.problem), (channels.problem -> 'before')) as found (problem)
  left join lateral regexp_split_to_table(found.problem ->> 'permission', ', ') with ordinality as permissions (name, place) on true
 where jsonb_typeof(found.problem) = 'object';

alter table channels drop column problem;
