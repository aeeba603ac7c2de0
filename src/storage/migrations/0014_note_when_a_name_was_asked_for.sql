-- A flood of somebody without a name must not ask Facebook with each message: when it was last asked stands beside the answer.
alter table clients add column profile_asked_at timestamptz;
