-- Whoever asks for it is told before something ends: so many minutes before, in their browser, by mail, or both. Off until somebody switches it on.
alter table members
  add column reminder_minutes smallint not null default 60 check (reminder_minutes between 5 and 1440),
  add column reminded_in_browser_since timestamptz,
  add column reminded_by_mail_since timestamptz;

-- What somebody was told of. Nobody is told of one deadline twice, by however many processes.
create table reminders (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  ticket_id uuid not null,
  member_id uuid not null,
  kind text not null check (kind in ('reply-window', 'human-agent', 'private-reply')),
  deadline_at timestamptz not null,
  reminded_at timestamptz not null,
  primary key (workspace_id, ticket_id, member_id, kind, deadline_at),
  foreign key (workspace_id, ticket_id) references tickets (workspace_id, id) on delete cascade,
  foreign key (workspace_id, member_id) references members (workspace_id, id) on delete cascade
);
create index reminders_by_deadline on reminders (workspace_id, deadline_at);
