-- A load of price points that was taken back: its points stay, and no longer count. So they may come again with another load.
-- The same table stands in 0056-price-withdrawals.sqlite.sql.

create table price_withdrawals (
  load     bigint not null primary key,
  revision bigint not null, -- of the data without its points
  reason   text   not null,
  at       bigint not null,
  actor    bytea  not null  -- JSON
);

create trigger price_withdrawals_stay before update or delete or truncate on price_withdrawals
  for each statement execute function refuse_change();
alter table price_withdrawals enable always trigger price_withdrawals_stay;

alter table price_points add unique (key, load);
alter table price_points drop constraint price_points_key_key;
