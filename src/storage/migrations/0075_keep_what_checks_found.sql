-- What the last check of a channel found, step by step, for the doctor's page; of another key it says nothing.
alter table facebook_connections
  add column findings jsonb,
  add column findings_at timestamptz;

-- After so many hours in which nothing came somebody is to be told; null: never. What was told of one silence is not told again.
alter table channels
  add column alarm_hours integer check (alarm_hours between 1 and 720),
  add column alarmed_at timestamptz;

-- The conversations of a channel that another app answers.
create index conversations_elsewhere on conversations (workspace_id, channel_id) where owner_is_us = false;
-- What was sent last on a channel, and whether it failed.
create index acts_by_channel on acts (workspace_id, channel_id, state_at desc) where state in ('sent', 'failed');

-- What may happen to a channel is a closed list of the program's; the table need not be altered for each one more.
alter table channel_history drop constraint if exists channel_history_what_check;
