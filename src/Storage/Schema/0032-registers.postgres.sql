-- Registers: the editions that were loaded, entries with their journals and numbers, and what is kept apart from the lines so that it can be removed.
-- The same tables stand in 0032-registers.sqlite.sql.

create table kind_loads (
  revision  bigint not null primary key,
  kind      text    not null,
  file      text    not null, -- JSON
  loaded_at bigint not null,
  subject   text    not null, -- who loaded it
  name      text    not null
);

create table entries (
  id                uuid    not null primary key,
  kind              text    not null,
  edition           text    not null, -- by which it lives: the first day of it
  authority         text    not null,
  number            text    not null,
  registered_at     bigint not null,
  closed            boolean not null, -- the register has a closed circle
  state             text    not null,
  ended             boolean not null,
  responsible       text,
  responsible_name  text,
  due_at            bigint,
  due_term          text,
  watch_at          bigint,
  overdue           boolean not null,
  calendar_revision bigint not null, -- by which the terms were counted
  changed_at        bigint not null,
  last_line         integer not null,
  last_hash         bytea    not null,
  unique (kind, number)
);

create index entries_newest on entries (kind, registered_at, id);
create index entries_newest_of_authority on entries (kind, authority, registered_at, id);
create index entries_open_of_responsible on entries (responsible, due_at, id) where responsible is not null and not ended;
create index entries_to_watch on entries (authority, watch_at) where watch_at is not null;
create index entries_counted on entries (authority, calendar_revision) where due_at is not null;
create index entries_open_in_state on entries (kind, state) where not ended;

create table entry_lines (
  subject uuid    not null,
  line    integer not null,
  type    text    not null,
  at      bigint not null,
  actor   bytea    not null, -- the exact bytes that hash covers, as is payload
  payload bytea    not null,
  hash    bytea    not null,
  primary key (subject, line)
);

create table entry_values (
  subject uuid    not null,
  line    integer not null, -- that has what the value hashes to
  name    text    not null,
  value   text    not null,
  salt    bytea    not null,
  primary key (subject, line, name)
);

create table entry_sequences (
  key         text    not null primary key,
  last_serial bigint not null,
  last_at     bigint not null,
  last_hash   bytea    not null
);

create table entry_numbers (
  sequence  text    not null,
  serial    bigint not null,
  number    text    not null,
  subject   uuid    not null unique,
  version   integer not null,
  line_hash bytea    not null,
  at        bigint not null,
  hash      bytea    not null,
  primary key (sequence, serial)
);

create trigger kind_loads_stay before update or delete or truncate on kind_loads
  for each statement execute function refuse_change();
create trigger entry_lines_stay before update or delete or truncate on entry_lines
  for each statement execute function refuse_change();
create trigger entry_numbers_stay before update or delete or truncate on entry_numbers
  for each statement execute function refuse_change();

alter table kind_loads enable always trigger kind_loads_stay;
alter table entry_lines enable always trigger entry_lines_stay;
alter table entry_numbers enable always trigger entry_numbers_stay;
