-- A channel may make one ticket of all comments under a post, in place of one of each thread. Such a ticket is about the whole post, a conversation in
-- which nothing is said itself: each thread stays the conversation that it is, with its own answers, and what is said in it stands in the post's ticket. Its
-- key is that of a thread without a head, so that it is locked before them all.
alter table conversations
  drop constraint conversations_subject_kind_check,
  add constraint conversations_subject_kind_check
    check (subject_kind in ('direct', 'comments', 'whole-post', 'post', 'mention', 'review', 'website'));

-- What somebody chose for a channel; without a row one ticket for each thread.
create table comment_tickets (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  channel_id uuid not null,
  one_per text not null check (one_per in ('thread', 'post')),
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (workspace_id, channel_id),
  foreign key (workspace_id, channel_id) references channels (workspace_id, id) on delete cascade
);
