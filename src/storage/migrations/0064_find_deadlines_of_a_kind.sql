-- What ends soon is looked through by why it ends, too. Only what is not over has a deadline, so the index is as small as the work.
create index tickets_by_deadline_of_a_kind on tickets (workspace_id, status, deadline_kind, deadline_at, id) where deadline_at is not null;
