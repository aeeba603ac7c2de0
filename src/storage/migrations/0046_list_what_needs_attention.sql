-- A reply that failed, or of which nobody knows, needs somebody, and was found by chance only: nothing told in which tickets there are such.

-- Somebody saw it and wants no more of it. By nobody: this migration, of what no reply window could be open for any more.
alter table acts add column set_aside_at timestamptz, add column set_aside_by uuid;
update acts set set_aside_at = now() where state in ('failed', 'unconfirmed') and state_at < now() - interval '7 days';

-- The acts that need attention, so that a folder of them costs what needs attention and not what was ever done. Followed by the database itself: an act
-- changes its state in many places, and what it says may come to stand in another ticket.
create table unsettled_acts (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  act_id uuid not null,
  entry_id uuid not null,
  ticket_id uuid not null,
  by uuid not null,
  primary key (workspace_id, act_id),
  foreign key (workspace_id, act_id) references acts (workspace_id, id) on delete cascade
);
create index unsettled_acts_of_ticket on unsettled_acts (workspace_id, ticket_id);
create index unsettled_acts_by on unsettled_acts (workspace_id, by, ticket_id);
create index unsettled_acts_of_entry on unsettled_acts (workspace_id, entry_id);

create function follow_unsettled_acts(of_workspace uuid, of_entry uuid) returns void language plpgsql as $$
begin
  delete from unsettled_acts u where u.workspace_id = of_workspace and u.entry_id = of_entry;
  insert into unsettled_acts (workspace_id, act_id, entry_id, ticket_id, by)
  select a.workspace_id, a.id, a.entry_id, e.ticket_id, a.by
    from acts a join entries e on e.workspace_id = a.workspace_id and e.id = a.entry_id and e.ticket_id is not null
   where a.workspace_id = of_workspace and a.entry_id = of_entry and a.state in ('failed', 'unconfirmed') and a.set_aside_at is null and a.sent_again_as is null
     -- Asked for once more, by whomever, it is the newer one that counts.
     and not exists (
       select from acts newer
        where newer.workspace_id = a.workspace_id and newer.entry_id = a.entry_id and newer.kind = a.kind and newer.kind <> 'say'
          and (newer.created_at, newer.id) > (a.created_at, a.id))
  on conflict (workspace_id, act_id) do update set ticket_id = excluded.ticket_id;
end $$;

create function follow_act() returns trigger language plpgsql as $$
begin
  perform follow_unsettled_acts(new.workspace_id, new.entry_id);
  return null;
end $$;
create trigger acts_asked_again after insert on acts for each row when (new.kind <> 'say') execute function follow_act();
create trigger acts_settled after update on acts for each row
  when ((old.state in ('failed', 'unconfirmed') and old.set_aside_at is null and old.sent_again_as is null)
    is distinct from (new.state in ('failed', 'unconfirmed') and new.set_aside_at is null and new.sent_again_as is null))
  execute function follow_act();

create function follow_entry_of_acts() returns trigger language plpgsql as $$
begin
  perform follow_unsettled_acts(new.workspace_id, new.id);
  return null;
end $$;
create trigger entries_stand_elsewhere after update on entries for each row
  when (old.ticket_id is distinct from new.ticket_id) execute function follow_entry_of_acts();

insert into unsettled_acts (workspace_id, act_id, entry_id, ticket_id, by)
select a.workspace_id, a.id, a.entry_id, e.ticket_id, a.by
  from acts a join entries e on e.workspace_id = a.workspace_id and e.id = a.entry_id and e.ticket_id is not null
 where a.state in ('failed', 'unconfirmed') and a.set_aside_at is null and a.sent_again_as is null
   and not exists (
     select from acts newer
      where newer.workspace_id = a.workspace_id and newer.entry_id = a.entry_id and newer.kind = a.kind and newer.kind <> 'say'
        and (newer.created_at, newer.id) > (a.created_at, a.id));
