-- What nobody understands yet is kept with where it stood, which version of the reader gave it up and why, so that a newer reader reads it
-- again by itself. Receipts that came before their message lay here, too: they are entries now, which wait for it.
alter table raw_facts rename to not_understood;
alter index raw_facts_pkey rename to not_understood_pkey;
alter index raw_facts_by_conversation rename to not_understood_by_conversation;
alter index raw_facts_by_message rename to not_understood_by_entry;
alter table not_understood rename raw to piece;

insert into entries (workspace_id, id, channel_id, conversation_id, thing, external_id, delivered_at, created_at)
select workspace_id, gen_random_uuid(), channel_id, conversation_id, 'message', name, min(occurred_at), min(created_at)
  from not_understood cross join lateral jsonb_array_elements_text(piece -> 'externalIds') as named(name)
 where label = 'delivery of a message not seen yet' and conversation_id is not null
 group by workspace_id, channel_id, conversation_id, name
on conflict (workspace_id, channel_id, thing, external_id) do update set delivered_at = coalesce(entries.delivered_at, excluded.delivered_at);
delete from not_understood where label = 'delivery of a message not seen yet';

alter table not_understood
  -- Which list of an envelope it stood in; "envelope" and "body": it was a part of these themselves.
  add column place text,
  add column reader integer not null default 1,
  -- Why it was given up, where it was understood and could not be applied.
  add column reason text,
  -- A newer reader understood it, and what it says stands where it belongs. The piece stays for evidence.
  add column understood_at timestamptz;

update not_understood set place = case
  when label like 'standby: %' then 'standby'
  when label like 'entry: %' or label in ('entry', 'empty entry') or label like 'object %' then 'envelope'
  when label like 'body: %' or label in ('no entries', 'unknown body') then 'body'
  when piece ? 'field' then 'changes'
  else 'messaging' end;

alter table not_understood alter column place set not null, alter column reader drop default;
create index not_understood_to_read_again on not_understood (workspace_id, reader, id) where understood_at is null;
