-- Who read the content of what, and when; statuses are not noted. It only grows.

create table read_log (
  position  bigint not null generated always as identity primary key, -- nearly in the order of writing
  at        bigint not null,
  what      text   not null,              -- the operation, as the API's document names it
  subject   uuid,                         -- the draft or profile; null: the directory
  number    text,                         -- its registration number, if it had one
  part      text,                         -- the version, the revisions, or what was printed
  reader    text   not null,              -- the subject of the token
  name      text   not null,
  authority text   not null,
  unit      text,
  roles     text   not null               -- with commas between them
);

create index read_log_newest on read_log (at, position);
create index read_log_of_subject on read_log (subject, at, position);
create index read_log_of_number on read_log (number, at, position);
create index read_log_of_reader on read_log (reader, at, position);

create trigger read_log_stays before update or delete or truncate on read_log
  for each statement execute function refuse_change();
alter table read_log enable always trigger read_log_stays;
