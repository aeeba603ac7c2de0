-- What was brought for a reply stands in the composer again after a reload, and in another browser, as the words do that one began: it is known for which ticket it is
-- meant, and for which thread of a ticket that holds several. Once a reply says it, it is meant for nothing more.
alter table attachments add column meant_for uuid, add column meant_thread text;
alter table attachments add constraint attachments_meant check (meant_for is null or uploaded_by is not null);
alter table attachments add constraint attachments_meant_for_ticket foreign key (workspace_id, meant_for) references tickets (workspace_id, id) on delete set null (meant_for);
create index attachments_meant on attachments (workspace_id, meant_for) where meant_for is not null;
