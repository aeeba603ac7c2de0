-- What a colleague sends is a file like one that came: the same content, once in the workspace, and the same copy on the line that says it. Until a reply
-- says it, it is whoever's who uploaded it, and nobody else sees it.
alter table attachments add column uploaded_by uuid;
alter table attachments drop constraint attachments_check;
alter table attachments add constraint attachments_of_one check (num_nonnulls(entry_id, note_id, client_id, channel_id, uploaded_by) = 1);
-- What one person uploaded and has not sent, and what nobody sent for long.
create index attachments_uploaded on attachments (workspace_id, uploaded_by, noted_at) where uploaded_by is not null;

-- What stands beside the words that we wrote: ["picture"]
alter table moderation_log add column new_beside jsonb;
