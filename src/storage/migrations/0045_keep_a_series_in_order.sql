-- A text that no message holds goes out as several, a series. Where one of them was not sent, or nobody knows, those behind it wait until it is, or until
-- somebody lets them go without it: `passed_at`. So nobody reads the third part of an answer without its second.
alter table acts
  add column series_id uuid,
  add column series_place smallint,
  add column series_size smallint,
  add column passed_at timestamptz,
  add constraint acts_series_is_whole
    check (num_nulls(series_id, series_place, series_size) in (0, 3) and (series_place is null or series_place between 1 and series_size));
create unique index acts_in_series on acts (workspace_id, series_id, series_place) where series_id is not null;
