-- One NOTIFY per statement, without payload: PostgreSQL folds equal ones of a transaction into one at commit.
create function notify_of_events() returns trigger language plpgsql as $$
begin
  perform pg_notify('desk_events', '');
  return null;
end $$;
create trigger events_notify after insert on events for each statement execute function notify_of_events();
