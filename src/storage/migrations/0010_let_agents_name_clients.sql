-- A name that a colleague wrote stays, whatever Facebook tells later: who wrote it, and when.
alter table clients
  add column name_written_by uuid,
  add column name_written_at timestamptz,
  add check ((name_written_at is null) = (name_written_by is null)),
  add check (name_written_at is null or name is not null);

-- Until now a passing refusal of Facebook's counted as an answer, and nobody was asked again.
update clients set profile_checked_at = null where name is null;
