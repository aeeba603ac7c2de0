-- A tap on an answer or a button that we offered brings back which message offered it. Nothing refers to it: what comes from outside may name what is not there.
alter table entries add column tapped_entry_id uuid;
