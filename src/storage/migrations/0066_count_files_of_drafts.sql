-- Files that somebody brought for a reply are begun like its words, and with none of them, too. Whose row holds none yet gets one.
alter table drafts add column file_count integer not null default 0;
alter table drafts drop column is_begun;
alter table drafts add column is_begun boolean not null generated always as (text <> '' or offer is not null or file_count > 0) stored;
create index drafts_begun on drafts (workspace_id, user_id, saved_at desc, ticket_id desc) where is_begun;
create index drafts_begun_in_ticket on drafts (workspace_id, user_id, ticket_id, saved_at, mode, thread) where is_begun;
insert into drafts (workspace_id, ticket_id, user_id, mode, thread, text, version, saved_at, file_count)
select workspace_id, meant_for, uploaded_by, 'reply', coalesce(meant_thread, ''), '', 0, max(noted_at), count(*)
  from attachments where meant_for is not null
 group by workspace_id, meant_for, uploaded_by, meant_thread
on conflict (workspace_id, ticket_id, user_id, mode, thread) do update set file_count = excluded.file_count;
