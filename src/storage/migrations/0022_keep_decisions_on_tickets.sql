-- A status follows from what a person decided last and from what was said since (src/domain/tickets/effect.ts), so the decision is kept
-- beside it, with its moment and its place among the arrivals.
alter table tickets
  add column decided_status text check (decided_status in ('new', 'open', 'pending', 'on-hold', 'solved', 'closed', 'spam', 'deleted')),
  add column decided_at timestamptz,
  add column decided_arrival bigint not null default 0,
  -- Solving and closing say that what had arrived by then awaits no answer.
  add column settled_arrival bigint not null default 0,
  -- What kind of ticket it is follows from its conversation.
  drop column kind;

-- What stands counts as decided by somebody who saw all that had arrived; of what is new nobody decided anything.
update tickets t set
  decided_status = t.status,
  decided_at = case when t.status <> 'new' then coalesce(t.closed_at, t.solved_at, t.last_activity_at) end,
  decided_arrival = case when t.status = 'new' then 0 else
    coalesce((select max(e.arrival) from entries e where e.workspace_id = t.workspace_id and e.ticket_id = t.id), 0) end,
  -- As many of the customer's last messages wait as waited.
  settled_arrival = coalesce((
    select e.arrival from entries e
     where e.workspace_id = t.workspace_id and e.ticket_id = t.id and e.author_kind = 'client'
     order by e.arrival desc offset t.unanswered_count limit 1), 0);

alter table tickets alter column decided_status set not null;

create index tickets_by_conversation on tickets (workspace_id, conversation_id, number);
