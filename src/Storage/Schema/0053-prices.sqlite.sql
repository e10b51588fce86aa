-- What goods cost elsewhere. Loads of price points stand with those of declarations, and have their numbers.

create table price_points (
  id             integer not null primary key, -- in the order of loading
  key            text    not null unique,      -- hexadecimal SHA-256 of what tells it from others
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
  load           integer not null
) strict;

create index price_points_by_code on price_points (commodity_code, month);

-- What researches found, by its hash, which their lines bear.
create table price_figures (
  sha256  text    not null primary key,
  figures blob    not null, -- JSON
  made_at integer not null
) strict, without rowid;

create trigger price_figures_stay_as_written before update on price_figures
begin select raise(abort, 'price_figures is append-only'); end;
create trigger price_figures_stay before delete on price_figures
begin select raise(abort, 'price_figures is append-only'); end;
