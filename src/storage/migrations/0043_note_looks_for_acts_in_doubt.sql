-- Whoever decides whether a message that nobody confirmed is sent once more has to know how often, when and with what result the desk looked for it, and
-- whether a colleague did so already: a message is sent anyway once, and the line that was in doubt names the one that was sent for it.
alter table acts
  add column looks integer not null default 0,
  add column looked_at timestamptz,
  add column looked_saw text check (looked_saw in ('not-there', 'untold', 'no-answer')),
  add column sent_again_as uuid,
  add foreign key (workspace_id, sent_again_as) references entries (workspace_id, id) on delete set null (sent_again_as);
