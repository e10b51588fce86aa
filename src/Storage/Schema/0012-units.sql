-- The structural units of authorities, both names of authorities, and when they get another zone. A day is written as 2026-11-21; a unit without a last day stays.
create table units (
  authority    text    not null,
  code         text    not null,
  name_ru      text    not null,
  name_en      text    not null,
  field        text    not null,
  coordination integer not null,
  valid_from   text    not null,
  valid_to     text,
  primary key (authority, code)
);

alter table authorities add column name_ru text;
alter table authorities add column name_en text;

create table authority_time_zones (
  authority  text not null,
  changes_at bigint not null,
  time_zone  text not null,
  primary key (authority, changes_at)
);
