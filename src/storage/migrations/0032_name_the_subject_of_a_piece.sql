-- What is not understood is named after whom it is about, as conversations are, and no more by the id of a conversation: of somebody's first words it
-- may come before them, and then it stands where they do all the same.
alter table not_understood add column subject_key text check (length(subject_key) <= 300);
update not_understood p set subject_key = co.subject_key
  from conversations co
 where co.workspace_id = p.workspace_id and co.id = p.conversation_id;
drop index not_understood_by_conversation;
alter table not_understood drop column conversation_id;
create index not_understood_by_subject on not_understood (workspace_id, channel_id, subject_key, occurred_at desc, digest desc) where subject_key is not null;
