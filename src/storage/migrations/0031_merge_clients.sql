-- Who somebody is on a channel is what that channel tells, for each of their names there: it leaves the client, of whom is kept what is shown.
-- Nothing is moved: whoever writes is asked for once more, which brings language and local time, too.
alter table identities
  add column name text check (length(name) <= 500),
  add column picture_url text,
  -- As the channel writes it: "pl_PL".
  add column locale text check (length(locale) <= 35),
  add column utc_offset_minutes smallint check (utc_offset_minutes between -1440 and 1440),
  -- When the channel last answered for good, be it that it tells nothing; and when it was last asked.
  add column profile_checked_at timestamptz,
  add column profile_asked_at timestamptz;

-- Two clients turn out to be one person. Whoever joins keeps its row, and with it identities, conversations, tickets and whatever is known of it,
-- so that a split finds all of it again. The living client is the one that joined nobody: every other one of a person points to it.
alter table clients
  drop column profile_checked_at,
  drop column profile_asked_at,
  add column phone text check (length(phone) <= 50),
  add column email text check (length(email) <= 320),
  add column merged_into uuid,
  add foreign key (workspace_id, merged_into) references clients (workspace_id, id),
  add check (merged_into <> id);
create index clients_merged on clients (workspace_id, merged_into) where merged_into is not null;

-- Who joined whom, by whom and when, and when they were split again. Those that stand make a tree for each person, with the living client as its root.
create table client_merges (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id uuid not null,
  survivor_id uuid not null,
  joined_id uuid not null,
  merged_by uuid not null,
  merged_at timestamptz not null,
  split_by uuid,
  split_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, survivor_id) references clients (workspace_id, id),
  foreign key (workspace_id, joined_id) references clients (workspace_id, id),
  check (survivor_id <> joined_id),
  check ((split_at is null) = (split_by is null))
);
create unique index client_merges_standing on client_merges (workspace_id, joined_id) where split_at is null;

-- Clients are looked for by the beginnings of words: of names, of e-mail addresses, and of a phone number from any of its digits on.
create function client_words(name text, email text, phone text) returns tsvector language sql immutable parallel safe as $$
  select to_tsvector('simple', translate(coalesce(name, '') || ' ' || coalesce(email, ''), '@.-_+/''’', '        ') || ' ' || coalesce((
    select string_agg(right(digits, n), ' ')
      from (select regexp_replace(phone, '\D', '', 'g') as digits) as dialled cross join lateral generate_series(6, length(digits)) as n), ''))
$$;
create index clients_by_words on clients using gin (client_words(name, email, phone));
