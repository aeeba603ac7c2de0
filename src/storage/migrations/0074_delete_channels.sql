-- A channel that goes with all its data, a little at a time, and the line that says so for ever. It points at nothing: what it is about is gone in the end.
create table channel_deletions (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  channel_id uuid not null,
  -- The channel's own name of the Page, and what it was called.
  page_id text not null,
  name text not null,
  -- Who wanted it, as they were called that day.
  asked_by uuid not null,
  asked_by_name text not null,
  started_at timestamptz not null,
  -- By the database's clock: mails up to then are looked through at once, later ones with their tickets.
  mails_until timestamptz not null default now(),
  -- What there was when it began; waiting: what was to be done yet.
  tickets integer not null,
  messages integer not null,
  comments integer not null,
  files integer not null,
  waiting integer not null,
  -- So many rows of tickets and of what was said there were, and are gone.
  rows_before integer not null,
  rows_gone integer not null default 0,
  stage text not null default 'mails' check (stage in ('mails', 'rows', 'raw')),
  -- How far the raw deliveries were looked through.
  raw_on date,
  raw_id bigint,
  finished_at timestamptz,
  primary key (workspace_id, channel_id)
);

-- What is deleted is looked for by what it stands in, and the foreign keys look for it, too.
create index entries_by_conversation on entries (workspace_id, conversation_id);
create index acts_by_entry on acts (workspace_id, entry_id);
create index acts_by_conversation on acts (workspace_id, conversation_id);
create index acts_sent_again on acts (workspace_id, sent_again_as) where sent_again_as is not null;

-- The log of what was done in public goes with its channel, and in no other way.
create or replace function keep_moderation_log() returns trigger language plpgsql as $$
declare
  told constant text[] := '{result,result_at,answers}';
begin
  if tg_op = 'TRUNCATE' then
    raise exception 'The moderation log is kept: it cannot be emptied.';
  elsif tg_op = 'DELETE' then
    if exists (select from workspaces where id = old.workspace_id) and not exists (
         select from channel_deletions d where d.workspace_id = old.workspace_id and d.channel_id = old.channel_id and d.finished_at is null) then
      raise exception 'The moderation log is kept: its entries cannot be deleted.';
    end if;
    return old;
  elsif old.result = 'done' or to_jsonb(new) - told <> to_jsonb(old) - told
     or (select coalesce(jsonb_agg(answer order by place), '[]') from jsonb_array_elements(new.answers) with ordinality as each(answer, place)
          where place <= jsonb_array_length(old.answers)) <> old.answers then
    raise exception 'The moderation log is kept: its entries cannot be changed.';
  end if;
  return new;
end $$;
