-- What was said is an entry, and each piece of news about it is a value with its moment, whichever comes first. Of what only news came
-- there is an entry without author: it is shown to nobody and waits for the thing itself by existing.
alter table messages rename to entries;
alter index messages_pkey rename to entries_pkey;
alter index messages_by_ticket rename to entries_by_ticket;
alter index messages_to_send rename to entries_to_send;
drop index messages_under_way;

alter table entries
  add column thing text not null default 'message' check (thing in ('message', 'comment', 'post', 'mention', 'review')),
  -- By which app somebody wrote it elsewhere.
  add column app_id text,
  add column app_name text,
  -- When what it says now was said: later than occurred_at where it was edited.
  add column content_at timestamptz,
  -- The part that is not understood yet: {"label", "raw", "reader"}, the last being the version of the reader that could not read it.
  add column unread jsonb check (unread ? 'label' and unread ? 'reader'),
  add column echoed_at timestamptz,
  -- A receipt named this very entry.
  add column delivered_at timestamptz,
  add column hidden_at timestamptz,
  add column unhidden_at timestamptz,
  add column removed_at timestamptz,
  -- By whom: {"value", "at"}.
  add column reactions jsonb not null default '{}',
  -- The order in which the desk heard of things: whoever acts here saw what has a lower number.
  add column arrival bigint;

update entries e set
  content_at = occurred_at,
  app_id = detail ->> 'appId',
  app_name = detail ->> 'appName',
  unread = case when detail ? 'label' then jsonb_build_object('label', detail -> 'label', 'raw', detail -> 'raw', 'reader', 1) end,
  echoed_at = case author_kind when 'elsewhere' then occurred_at when 'member' then (detail ->> 'confirmedAt')::timestamptz end,
  delivered_at = case when state in ('delivered', 'read') then state_at end,
  arrival = n.arrival
  from (select workspace_id, id, row_number() over (order by created_at, id) as arrival from entries) n
 where n.workspace_id = e.workspace_id and n.id = e.id;

-- Delivered and read are marks of the conversation from now on. What was read stays read since when it was, and nothing counts as read that
-- was not.
update conversations co set
  read_until = greatest(co.read_until, said.last_read, case when said.first_unread is null or said.read_at < said.first_unread then said.read_at end),
  answered_until = said.answered_until
  from (select *, (select min(u.occurred_at) from entries u
                    where u.workspace_id = e.workspace_id and u.conversation_id = e.conversation_id and u.author_kind <> 'client'
                      and u.state is distinct from 'read' and u.occurred_at > e.last_read) as first_unread
          from (select workspace_id, conversation_id, max(occurred_at) filter (where state = 'read') as last_read,
                       max(state_at) filter (where state = 'read') as read_at,
                       max(occurred_at) filter (where author_kind = 'elsewhere') as answered_until
                  from entries group by workspace_id, conversation_id) e) said
 where said.workspace_id = co.workspace_id and said.conversation_id = co.id;
update entries set state = 'sent', state_at = least(state_at, occurred_at) where state in ('delivered', 'read');

alter table entries
  drop column detail,
  drop column direction,
  drop constraint messages_state_check,
  drop constraint messages_kind_check,
  drop constraint if exists messages_author_kind_check,
  drop constraint messages_workspace_id_channel_id_external_id_key,
  alter column thing drop default,
  alter column ticket_id drop not null,
  alter column kind drop not null,
  alter column author_kind drop not null,
  alter column occurred_at drop not null,
  alter column arrival set not null,
  alter column arrival add generated always as identity,
  add unique (workspace_id, channel_id, thing, external_id),
  add check (author_kind in ('client', 'member', 'elsewhere')),
  add check (kind in ('text', 'unknown')),
  add check (state in ('queued', 'sending', 'sent', 'failed', 'unconfirmed')),
  add check ((author_kind is null) = (occurred_at is null) and (author_kind is null) = (ticket_id is null)),
  add check ((coalesce(author_kind, 'client') <> 'client') = (state is not null));

select setval(pg_get_serial_sequence('entries', 'arrival'), coalesce(max(arrival), 0) + 1, false) from entries;

-- What awaits an answer is counted from the last one on.
create index entries_of_clients on entries (workspace_id, ticket_id, arrival, occurred_at) where author_kind = 'client' and removed_at is null;
create index entries_of_members on entries (workspace_id, ticket_id, arrival) where author_kind = 'member';
create index entries_of_others on entries (workspace_id, ticket_id, occurred_at) where author_kind = 'elsewhere';
