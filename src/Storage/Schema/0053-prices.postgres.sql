-- What goods cost elsewhere. Loads of price points stand with those of declarations, and have their numbers.

create table price_points (
  id             bigint  not null primary key, -- in the order of loading
  key            text    not null unique,      -- hexadecimal SHA-256 of what tells it from others
  figures        text    not null,             -- hexadecimal SHA-256 of its figures
  source         text    not null,
  reference      text,                         -- of the source
  direction      text    not null,             -- IM, EK
  month          integer not null,             -- 202611
  commodity_code text    collate "C" not null,
  origin_country text,
  maker          text,
  terms          text,
  unit           text,
  region         text,
  licence        text,
  value          bigint  not null,             -- in millionths of a US dollar
  weight         bigint,                       -- in millionths of a net kilogram
  quantity       bigint,                       -- in millionths of the unit
  price          bigint,                       -- in millionths of a US dollar for each net kilogram
  load           bigint  not null
);

create index price_points_by_code on price_points (commodity_code, month);

-- What researches found, by its hash, which their lines bear.
create table price_figures (
  sha256  text   not null primary key,
  figures bytea  not null, -- JSON
  made_at bigint not null
);

create trigger price_figures_stay before update or delete or truncate on price_figures
  for each statement execute function refuse_change();
alter table price_figures enable always trigger price_figures_stay;
