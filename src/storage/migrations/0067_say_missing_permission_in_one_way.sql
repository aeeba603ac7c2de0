-- The same text of Facebook's had two reasons, by whether a subcode came with it (200, and 200 with 2018028).
update acts set failure = jsonb_set(failure, '{reason}', '"permission-missing"') where failure ->> 'reason' = 'app-not-live';
-- What the channel said stands as it was; only our name for it is another.
alter table moderation_log disable trigger user;
update moderation_log set answers = replace(answers::text, '"app-not-live"', '"permission-missing"')::jsonb where answers::text like '%"app-not-live"%';
alter table moderation_log enable trigger user;
