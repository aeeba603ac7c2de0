-- A dead key says why, as far as Facebook's numbers tell; those that died before are told by the same ones.
update channel_problems
   set detail = detail || jsonb_build_object('cause', case detail ->> 'subcode'
         when '458' then 'app-removed'
         when '459' then 'checkpoint'
         when '460' then 'password-changed'
         when '463' then 'expired'
         when '464' then 'unconfirmed'
         when '467' then 'logged-out'
         when '492' then 'role-lost'
         else 'unknown' end)
 where kind = 'key-dead';

-- When Facebook was last asked about a key and answered, and when it is to be asked about the channel next; null: now.
alter table facebook_connections add column key_checked_at timestamptz;
alter table facebook_connections add column check_due_at timestamptz;

-- That every administrator was told by mail of a key: once for each event. `about` is the key that ends soon, or the problem that began.
create table key_mails (
  workspace_id uuid not null,
  channel_id uuid not null,
  about text not null,
  event text not null check (event in ('ends-in-14-days', 'ends-in-7-days', 'ends-in-1-day', 'died')),
  written_at timestamptz not null,
  primary key (workspace_id, channel_id, about, event),
  foreign key (workspace_id, channel_id) references channels (workspace_id, id) on delete cascade
);
