-- Whether customers see that somebody types, and that what they wrote was seen. Administrators switch each off for the whole workspace.
alter table workspaces
  add column shows_typing boolean not null default true,
  add column shows_seen boolean not null default true;
