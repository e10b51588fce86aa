-- A load of price points that was taken back: its points stay, and no longer count. So they may come again with another load.
-- The same table stands in 0056-price-withdrawals.postgres.sql.

create table price_withdrawals (
  load     integer not null primary key,
  revision integer not null, -- of the data without its points
  reason   text    not null,
  at       integer not null,
  actor    blob    not null  -- JSON
) strict;

create trigger price_withdrawals_stay_as_written before update on price_withdrawals
begin select raise(abort, 'price_withdrawals is append-only'); end;
create trigger price_withdrawals_stay before delete on price_withdrawals
begin select raise(abort, 'price_withdrawals is append-only'); end;

create table price_points_of_loads (
  id             integer not null primary key, -- in the order of loading
  key            text    not null,             -- hexadecimal SHA-256 of what tells it from others
  figures        text    not null,             -- hexadecimal SHA-256 of its figures
  source         text    not null,
  reference      text,                         -- of the source
  direction      text    not null,             -- IM, EK
  month          integer not null,             -- 202611
  commodity_code text    not null,
  origin_country text,
  maker          text,
  terms          text,
  unit           text,
  region         text,
  licence        text,
  value          integer not null,             -- in millionths of a US dollar
  weight         integer,                      -- in millionths of a net kilogram
  quantity       integer,                      -- in millionths of the unit
  price          integer,                      -- in millionths of a US dollar for each net kilogram
  load           integer not null,
  unique (key, load)
) strict;

insert into price_points_of_loads select * from price_points;
drop table price_points;
alter table price_points_of_loads rename to price_points;

create index price_points_by_code on price_points (commodity_code, month);
