-- Who read the content of what, and when; statuses are not noted. It only grows.

create table read_log (
  position  integer not null primary key, -- in the order of writing
  at        integer not null,
  what      text    not null,             -- the operation, as the API's document names it
  subject   blob,                         -- the draft or profile; null: the directory
  number    text,                         -- its registration number, if it had one
  part      text,                         -- the version, the revisions, or what was printed
  reader    text    not null,             -- the subject of the token
  name      text    not null,
  authority text    not null,
  unit      text,
  roles     text    not null              -- with commas between them
) strict;

create index read_log_newest on read_log (at, position);
create index read_log_of_subject on read_log (subject, at, position);
create index read_log_of_number on read_log (number, at, position);
create index read_log_of_reader on read_log (reader, at, position);

create trigger read_log_stays_as_written before update on read_log
begin select raise(abort, 'read_log is append-only'); end;
create trigger read_log_stays before delete on read_log
begin select raise(abort, 'read_log is append-only'); end;
