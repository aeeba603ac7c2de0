-- A page of a folder costs what it shows when an index has the folder's order. Every index begins with what is the same for a whole walk
-- (workspace, assignee, status), so the folders of several statuses are walks merged, and no list of statuses stands here.

-- The sort by reply window, and Ending soon: the window lies on the conversation, and the one living ticket of it holds when it closes.
alter table tickets add column window_closes_at timestamptz;
update tickets t set window_closes_at = co.window_closes_at
  from conversations co
 where co.workspace_id = t.workspace_id and co.id = t.conversation_id and co.window_closes_at is not null and t.status not in ('closed', 'deleted');
create index tickets_by_window on tickets (workspace_id, status, window_closes_at, id) where window_closes_at is not null;

-- The folders My and Unassigned: within the assignee by status, so that what was solved long ago is not walked over.
drop index tickets_by_assignee;
create index tickets_by_assignee on tickets (workspace_id, assignee_id, status, last_activity_at desc, id desc);

-- The number of tickets that wait for an answer.
create index tickets_unanswered on tickets (workspace_id, status) where unanswered_count > 0;
