-- Whoever goes to Facebook's window for one channel comes back to its settings.
alter table facebook_authorisations add column channel_id uuid;
alter table facebook_authorisations
  add foreign key (workspace_id, channel_id) references channels (workspace_id, id) on delete cascade;
