-- What the Page says may be an answer of ours that nobody confirmed, also one that was told as not posted since: its event may come late. The index held
-- only those that are still in doubt, so the question for both could not walk it.
drop index acts_in_doubt;
create index acts_in_doubt on acts (workspace_id, conversation_id)
  where state in ('sending', 'unconfirmed') or (state = 'failed' and failure ->> 'reason' = 'no-answer');
