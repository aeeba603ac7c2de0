-- Whoever sends something may take it back for some seconds. Until then the desk holds it, so that it goes also when the browser is closed. Apart from `not_before`, which
-- is a rest that the channel asked for.
alter table acts add column held_until timestamptz;
-- For how many seconds; 0: it goes at once.
alter table workspaces add column undo_seconds smallint not null default 5 check (undo_seconds between 0 and 60);
