-- Whoever chooses so sends what they write by Enter alone, in whatever browser.
alter table members add column enter_sends_since timestamptz;
