-- The structural units of authorities, and both names of authorities. A day is written as 2026-11-21; a unit without a last day stays.
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
