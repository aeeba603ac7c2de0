-- A reaction, an edit and a message taken back are kept raw, but they are about a message that stands in the conversation:
-- with its name beside them that message can say what became of it.
alter table raw_facts add column about_external_id text check (length(about_external_id) <= 500);

update raw_facts
   set about_external_id = left(coalesce(raw -> 'reaction' ->> 'mid', raw -> 'message_edit' ->> 'mid', raw -> 'message' ->> 'mid'), 500)
 where label in ('reaction', 'message edit', 'message unsent');

update raw_facts set label = 'reaction removed' where label = 'reaction' and raw -> 'reaction' ->> 'action' = 'unreact';

create index raw_facts_by_message on raw_facts (workspace_id, channel_id, about_external_id) where about_external_id is not null;
