-- The secret link of a mail lies in a column of its own, and only as long as somebody may still need it: it goes as soon as a
-- mail server has taken the mail. In the text a U+0001, which no name can hold, marks its place.
alter table sent_mails add column link text;

update sent_mails
   set link = substring(body_text from 'https?://\S+/invitation/\S+'),
       body_text = regexp_replace(body_text, 'https?://\S+/invitation/\S+', E'\x01')
 where body_text ~ 'https?://\S+/invitation/\S+';

-- An invitation knows its mail, so that its row can tell what became of it.
alter table invitations add column mail_id uuid;
alter table invitations add foreign key (workspace_id, mail_id) references sent_mails (workspace_id, id);

update invitations i
   set mail_id = m.id
  from sent_mails m
 where m.workspace_id = i.workspace_id
   and i.token_hash = sha256(convert_to(substring(m.link from '/invitation/(\S+)$'), 'UTF8'));

update sent_mails set link = null where state = 'sent';
