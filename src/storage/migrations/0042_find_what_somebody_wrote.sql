-- Whoever is blocked is so in all that they wrote on the Page, whatever ticket it stands in, or none: screens are told of the newest of it.
create index entries_of_authors on entries (workspace_id, channel_id, author_external_id, occurred_at desc, id desc)
  where thing <> 'message' and author_external_id is not null;
