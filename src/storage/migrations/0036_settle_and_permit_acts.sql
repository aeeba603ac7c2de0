-- An act that is safe to repeat is asked for again after a doubt. When the repetition is refused, the first one may still have been done: so that
-- there was a doubt is kept, and such a refusal is not told as "not done".
alter table acts add column doubted_at timestamptz;

-- With the comment at the head of a thread Facebook takes away what was answered below it. `removed_at` tells since when something is gone, for whatever
-- reason; this one what was told of the thing itself.
alter table entries add column removed_itself_at timestamptz;
update entries set removed_itself_at = removed_at where removed_at is not null;

-- Facebook knows before we ask whether a comment can be answered privately: it is asked once of each, when somebody is about to.
create table private_reply_answers (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  entry_id uuid not null,
  asked_at timestamptz not null,
  -- Null: there is no answer yet.
  answer text check (answer in ('can', 'answered', 'cannot')),
  primary key (workspace_id, entry_id),
  foreign key (workspace_id, entry_id) references entries (workspace_id, id) on delete cascade
);
