-- A chat channel is known by its name alone, so a name is given once in a workspace, in whatever case. Channels that have
-- one name by now are told apart by a number first: the oldest keeps its name, the next is "Website 2".
do $$
declare
  twin record;
  wanted text;
  n integer;
begin
  for twin in
    select workspace_id, id, name from (
      select *, row_number() over (partition by workspace_id, lower(name) order by created_at, id) as place
        from channels where kind = 'chat') as chats
     where place > 1
     order by workspace_id, created_at, id
  loop
    n := 2;
    loop
      wanted := left(twin.name, 195) || ' ' || n;
      exit when not exists (
        select from channels where workspace_id = twin.workspace_id and kind = 'chat' and lower(name) = lower(wanted));
      n := n + 1;
    end loop;
    update channels set name = wanted where workspace_id = twin.workspace_id and id = twin.id;
  end loop;
end $$;

create unique index channels_chat_name on channels (workspace_id, lower(name)) where kind = 'chat';
