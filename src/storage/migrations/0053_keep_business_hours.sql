-- When people of the workspace work: by it a list says what ends before they are back. Seven days, Monday first; a day off is null.
alter table workspaces
  add column time_zone text not null default 'UTC',
  add column working_days jsonb not null default
    '[{"from":"09:00","until":"17:00"},{"from":"09:00","until":"17:00"},{"from":"09:00","until":"17:00"},{"from":"09:00","until":"17:00"},{"from":"09:00","until":"17:00"},null,null]'
    check (jsonb_array_length(working_days) = 7);
