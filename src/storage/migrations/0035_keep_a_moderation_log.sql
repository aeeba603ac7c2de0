-- Who had which words on which Page hidden, deleted, edited, liked or answered, when, and what the channel said of it. Acts are the outbox and change
-- as they are carried; entries are joined, folded and edited. So what was asked is copied here in the moment in which it is asked, with the words that
-- stood there then, and nothing here points at what may be removed one day. Before this version nothing public could be done: there is nothing to copy.
create table moderation_log (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id uuid not null,
  -- What carries it, and leads to the ticket. Asked for again, it is one more row of the same act.
  act_id uuid not null,
  asked_at timestamptz not null,
  -- Which user, and what they were called that day.
  by uuid not null,
  by_name text,
  by_email text,
  -- src/domain/acts/act-name.ts
  act text not null,
  channel_id uuid not null,
  channel_name text not null,
  -- The channel's own name of the Page.
  page_id text,
  -- To what it was done, of a reply what it answers, as it stood there that day. All null: nobody had heard of it.
  thing text,
  called_as text,
  post_id text,
  author_kind text,
  author_name text,
  words text,
  -- What stood beside its words: ["image"]
  beside jsonb,
  -- The words that we wrote: of a reply, an edit, a private reply.
  new_words text,
  result text not null default 'waiting' check (result in ('waiting', 'done', 'refused', 'unsure')),
  result_at timestamptz not null,
  -- What the channel said, the oldest first: [{"at", "result", "failure"?}]
  answers jsonb not null default '[]',
  primary key (workspace_id, id)
);
create index moderation_log_by_act_id on moderation_log (workspace_id, act_id, asked_at desc, id desc);
-- Newest first, whole and by each filter.
create index moderation_log_newest on moderation_log (workspace_id, asked_at desc, id desc);
create index moderation_log_of_member on moderation_log (workspace_id, by, asked_at desc, id desc);
create index moderation_log_of_act on moderation_log (workspace_id, act, asked_at desc, id desc);
create index moderation_log_of_channel on moderation_log (workspace_id, channel_id, asked_at desc, id desc);
create index moderation_log_of_result on moderation_log (workspace_id, result, asked_at desc, id desc);

-- Whatever the desk, or somebody at its database, means to do to a row: what was asked stands, answers are added and never taken away, what was
-- done stays done, and a row goes only together with its workspace.
create function keep_moderation_log() returns trigger language plpgsql as $$
declare
  told constant text[] := '{result,result_at,answers}';
begin
  if tg_op = 'TRUNCATE' then
    raise exception 'The moderation log is kept: it cannot be emptied.';
  elsif tg_op = 'DELETE' then
    if exists (select from workspaces where id = old.workspace_id) then
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
create trigger moderation_log_kept before update or delete on moderation_log for each row execute function keep_moderation_log();
create trigger moderation_log_not_emptied before truncate on moderation_log for each statement execute function keep_moderation_log();
