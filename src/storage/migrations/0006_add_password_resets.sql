-- A forgotten password is reset by a link. Its secret is kept as a hash; one per person, so that a new link ends the older.
create table password_resets (
  user_id uuid primary key references users (id) on delete cascade,
  token_hash bytea not null unique,
  expires_at timestamptz not null,
  created_at timestamptz not null
);

-- A browser that signed in once carries a signed cookie with its moment, and strangers' wrong passwords do not count against
-- it. Cookies from before this moment are worth nothing: the password was changed, or its owner logged out everywhere.
alter table users add column browsers_known_since timestamptz;
