-- What Facebook calls a thread is a conversation to everybody else here: comments, posts and reviews will have theirs.
alter table threads rename to conversations;
alter index threads_pkey rename to conversations_pkey;
alter index threads_workspace_id_channel_id_external_id_key rename to conversations_workspace_id_channel_id_external_id_key;
alter index threads_by_client rename to conversations_by_client;
alter table tickets rename thread_id to conversation_id;
alter index tickets_one_living_per_thread rename to tickets_one_living_per_conversation;
alter table messages rename thread_id to conversation_id;
alter table raw_facts rename thread_id to conversation_id;
alter index raw_facts_by_thread rename to raw_facts_by_conversation;

-- Jobs that the former version left behind name their conversation by the former word.
do $$
begin
  if to_regclass('pgboss.job') is not null then
    update pgboss.job set data = (data - 'threadId') || jsonb_build_object('conversationId', data -> 'threadId') where data ? 'threadId';
  end if;
end $$;
