-- A comment can get another picture when it is edited. The picture that it had stays in the record, and the new one has a row of its own: one that is
-- kept never becomes another.
alter table attachments add column is_of_edit boolean not null default false;
alter table attachments drop constraint attachments_workspace_id_entry_id_position_key;
alter table attachments add constraint attachments_of_entry unique (workspace_id, entry_id, is_of_edit, position);
