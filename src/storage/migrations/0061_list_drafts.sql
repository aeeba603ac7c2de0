-- What somebody has begun to write is found again from a list, the newest first: by walking along what is not empty of theirs. Of several in one ticket the newest
-- counts, which one look tells.
create index drafts_begun on drafts (workspace_id, user_id, saved_at desc, ticket_id desc) where text <> '';
create index drafts_begun_in_ticket on drafts (workspace_id, user_id, ticket_id, saved_at, mode, thread) where text <> '';
