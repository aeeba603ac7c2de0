-- What the desk asks of a channel is an act, and acts are the outbox: what was said is one kind, and hiding a comment will be another, which says
-- nothing. So the state of carrying leaves the entry. An entry of ours has the act that carries it beside it; its id is still what goes out
-- as the mark, so that the echo of what is on its way finds it.
create table acts (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id uuid not null,
  conversation_id uuid not null,
  channel_id uuid not null,
  kind text not null check (kind in ('say')),
  -- What is needed to carry it: {"text"}.
  body jsonb not null,
  entry_id uuid not null,
  -- Who asked for it.
  by uuid not null,
  state text not null check (state in ('queued', 'sending', 'sent', 'failed', 'unconfirmed')),
  state_at timestamptz not null,
  -- How often the channel was called.
  tries integer not null default 0,
  -- The channel asked for a rest before the next call.
  not_before timestamptz,
  -- Why it was not done: {"reason", "code"?, "subcode"?, "facebookMessage"?}
  failure jsonb,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id),
  foreign key (workspace_id, channel_id) references channels (workspace_id, id),
  foreign key (workspace_id, entry_id) references entries (workspace_id, id)
);
create unique index acts_saying on acts (workspace_id, entry_id) where kind = 'say';
-- What waits, in the order of its conversation: one is carried at a time.
create index acts_to_carry on acts (workspace_id, conversation_id, created_at, id) where state in ('queued', 'sending');

insert into acts (workspace_id, id, conversation_id, channel_id, kind, body, entry_id, by, state, state_at, tries, failure, created_at)
select workspace_id, gen_random_uuid(), conversation_id, channel_id, 'say', jsonb_build_object('text', text), id,
       coalesce(author_id, '00000000-0000-0000-0000-000000000000'), state, state_at, case when state = 'queued' and failure is null then 0 else 1 end,
       failure, created_at
  from entries where author_kind = 'member';

alter table entries drop column state, drop column state_at, drop column failure;
