-- What only colleagues see, and what was done with a ticket, stood among the messages with most columns empty and their details in a jsonb
-- that nobody checked. Each gets a table that says who and when; what stays in `messages` was said to a customer, or by one.
create table internal_comments (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id uuid not null,
  ticket_id uuid not null,
  text text not null check (length(text) between 1 and 10000),
  author_id uuid not null,
  written_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, ticket_id) references tickets (workspace_id, id)
);

create table ticket_changes (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id uuid not null,
  ticket_id uuid not null,
  kind text not null check (kind in ('status', 'priority', 'type', 'assignee')),
  -- {"from", "to"} as words or names; "isOwn" where somebody took the ticket.
  change jsonb not null check (jsonb_typeof(change) = 'object'),
  actor_id uuid not null,
  changed_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, ticket_id) references tickets (workspace_id, id)
);

insert into internal_comments (workspace_id, id, ticket_id, text, author_id, written_at)
select workspace_id, id, ticket_id, text, author_id, occurred_at from messages where direction = 'internal';

insert into ticket_changes (workspace_id, id, ticket_id, kind, change, actor_id, changed_at)
select workspace_id, id, ticket_id, kind, detail, author_id, occurred_at from messages where direction = 'system';

-- What a row of the list shows is the newest line, found by these indexes: no pointer that each writer has to move.
alter table tickets drop column last_message_id;
delete from messages where direction in ('internal', 'system');

create index internal_comments_by_ticket on internal_comments (workspace_id, ticket_id, written_at, id);
create index ticket_changes_by_ticket on ticket_changes (workspace_id, ticket_id, changed_at, id);

-- Of the same moment a message's name at the channel decides, which is no part of the index: there are never many.
drop index messages_by_ticket;
create index messages_by_ticket on messages (workspace_id, ticket_id, occurred_at);

alter table messages
  drop constraint messages_direction_check,
  drop constraint messages_kind_check,
  drop constraint messages_author_kind_check,
  add constraint messages_direction_check check (direction in ('in', 'out')),
  add constraint messages_kind_check check (kind in ('text', 'unknown')),
  add constraint messages_author_kind_check check ((direction = 'in') = (author_kind = 'client') and author_kind in ('client', 'member', 'elsewhere')),
  alter column conversation_id set not null,
  alter column channel_id set not null;
