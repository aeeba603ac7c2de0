-- A ticket is late for more than the window that a customer opened: a human agent's seven days behind it, and the private reply to a comment. So it holds what ends
-- next in it and why, and lists are walked in that order. What has passed is looked at again, by a job: another may follow.
alter table tickets rename column window_closes_at to deadline_at;
alter index tickets_by_window rename to tickets_by_deadline;
alter table tickets
  add column deadline_kind text check (deadline_kind in ('reply-window', 'human-agent', 'private-reply')),
  -- Of comments and visitors' posts: whether one can be answered privately, one was, or none can be. Null: nothing of that waits.
  add column private_reply text check (private_reply in ('open', 'used', 'none'));
update tickets set deadline_kind = 'reply-window' where deadline_at is not null;
update tickets t set deadline_at = t.created_at, deadline_kind = 'private-reply'
  from conversations co
 where co.workspace_id = t.workspace_id and co.id = t.conversation_id and co.subject_kind in ('comments', 'whole-post', 'post')
   and t.status not in ('closed', 'deleted');
alter table tickets add check ((deadline_at is null) = (deadline_kind is null));
