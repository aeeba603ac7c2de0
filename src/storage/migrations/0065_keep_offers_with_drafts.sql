-- What is to be tapped beside the words is begun like these, and with none of them, too: it is there in another browser, seen by colleagues and found from the list.
alter table drafts add column offer jsonb;
alter table drafts add column is_begun boolean not null generated always as (text <> '' or offer is not null) stored;
drop index drafts_begun;
drop index drafts_begun_in_ticket;
create index drafts_begun on drafts (workspace_id, user_id, saved_at desc, ticket_id desc) where is_begun;
create index drafts_begun_in_ticket on drafts (workspace_id, user_id, ticket_id, saved_at, mode, thread) where is_begun;
