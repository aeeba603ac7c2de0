-- Webhook deliveries, exactly as their bytes arrived. Stored before they are acknowledged, read afterwards.
-- Partitioned by day so that old ones are dropped, not deleted. The workspace is not known at arrival.

create table facebook_deliveries (
  received_on date not null default (now() at time zone 'utc')::date,
  id bigint generated always as identity,
  received_at timestamptz not null default now(),
  digest bytea not null,
  -- The first entry's Page id as far as a look at the bytes tells: only for fair turns, never trusted.
  lane text not null default '-',
  body bytea not null,
  state text not null default 'pending' check (state in ('pending', 'held', 'read', 'ignored', 'set-aside')),
  -- While held: the workspace that has Facebook switched off.
  held_for uuid,
  attempts integer not null default 0,
  due_at timestamptz not null default now(),
  failure text,
  primary key (received_on, id),
  unique (received_on, digest)
) partition by range (received_on);

create index facebook_deliveries_pending on facebook_deliveries (lane, id) where state = 'pending';
-- Tells the oldest day on which something waits, so that a claim looks into few partitions.
create index facebook_deliveries_waiting on facebook_deliveries (received_on) where state = 'pending';
create index facebook_deliveries_held on facebook_deliveries (held_for) where state = 'held';
create index facebook_deliveries_set_aside on facebook_deliveries (received_on, id) where state = 'set-aside';

-- Rows of days for which no partition was made yet.
create table facebook_deliveries_other partition of facebook_deliveries default;
