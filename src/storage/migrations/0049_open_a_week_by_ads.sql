-- Facebook says that an ad may open up to seven days, and tells nobody which ads do: an administrator records that those of a Page do.
alter table page_allowances drop constraint page_allowances_allowance_check;
alter table page_allowances add constraint page_allowances_allowance_check check (allowance in ('human-agent', 'news', 'ad-week'));
