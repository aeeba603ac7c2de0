-- A message of which a part is not understood is read again by a newer reader, as whole pieces are: these are found without reading all.
create index entries_to_read_again on entries (workspace_id, ((unread ->> 'reader')::int), id) where unread is not null;
