-- Registers: the editions that were loaded, entries with their journals and numbers, and what is kept apart from the lines so that it can be removed.
-- The same tables stand in 0032-registers.postgres.sql.

create table kind_loads (
  revision  integer not null primary key,
  kind      text    not null,
  file      text    not null, -- JSON
  loaded_at integer not null,
  subject   text    not null, -- who loaded it
  name      text    not null
) strict;

create table entries (
  id                blob    not null primary key,
  kind              text    not null,
  edition           text    not null, -- by which it lives: the first day of it
  authority         text    not null,
  number            text    not null,
  registered_at     integer not null,
  closed            integer not null, -- the register has a closed circle
  state             text    not null,
  ended             integer not null,
  responsible       text,             -- the subject of the token
  responsible_name  text,
  due_at            integer,          -- the first of the terms that run
  due_term          text,
  watch_at          integer,          -- the first whose passing is not written down
  overdue           integer not null,
  calendar_revision integer not null, -- by which the terms were counted
  changed_at        integer not null,
  last_line         integer not null,
  last_hash         blob    not null,
  unique (kind, number)
) strict, without rowid;

create index entries_newest on entries (kind, registered_at, id);
create index entries_newest_of_authority on entries (kind, authority, registered_at, id);
create index entries_open_of_responsible on entries (responsible, due_at, id) where responsible is not null and not ended;
create index entries_to_watch on entries (authority, watch_at) where watch_at is not null;
create index entries_counted on entries (authority, calendar_revision) where due_at is not null;
create index entries_open_in_state on entries (kind, state) where not ended;

create table entry_lines (
  subject blob    not null,
  line    integer not null,
  type    text    not null,
  at      integer not null,
  actor   blob    not null, -- the exact bytes that hash covers, as is payload
  payload blob    not null,
  hash    blob    not null,
  primary key (subject, line)
) strict, without rowid;

create table entry_values (
  subject blob    not null,
  line    integer not null, -- that has what the value hashes to
  name    text    not null,
  value   text    not null,
  salt    blob    not null,
  primary key (subject, line, name)
) strict, without rowid;

create table entry_sequences (
  key         text    not null primary key,
  last_serial integer not null,
  last_at     integer not null,
  last_hash   blob    not null
) strict, without rowid;

create table entry_numbers (
  sequence  text    not null,
  serial    integer not null,
  number    text    not null,
  subject   blob    not null unique,
  version   integer not null,
  line_hash blob    not null,
  at        integer not null,
  hash      blob    not null,
  primary key (sequence, serial)
) strict, without rowid;

create trigger kind_loads_stay_as_written before update on kind_loads
begin select raise(abort, 'kind_loads is append-only'); end;
create trigger kind_loads_stay before delete on kind_loads
begin select raise(abort, 'kind_loads is append-only'); end;
create trigger entry_lines_stay_as_written before update on entry_lines
begin select raise(abort, 'entry_lines is append-only'); end;
create trigger entry_lines_stay before delete on entry_lines
begin select raise(abort, 'entry_lines is append-only'); end;
create trigger entry_numbers_stay_as_written before update on entry_numbers
begin select raise(abort, 'entry_numbers is append-only'); end;
create trigger entry_numbers_stay before delete on entry_numbers
begin select raise(abort, 'entry_numbers is append-only'); end;
