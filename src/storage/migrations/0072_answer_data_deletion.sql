-- Whoever connected a Page asked Facebook to have what apps know of them erased. The code is all that they have to ask what became of it.
create table data_deletions (
  code text primary key,
  requested_at timestamptz not null,
  -- How many logins by Facebook were forgotten, and from how many channels the name was taken.
  logins integer not null,
  channels integer not null
);
