-- The journal, its read model, the register of numbers and the authorities. Ids are 16 bytes, big-endian. Times are milliseconds since
-- 1970-01-01 UTC. The same tables stand in 0001-journal.postgres.sql.

create table journal_lines (
  position integer primary key,  -- in the order of commit: what feeds follow
  subject  blob    not null,     -- the draft or profile
  line     integer not null,
  type     text    not null,
  at       integer not null,
  actor    blob    not null,     -- the exact bytes that hash covers, as is payload
  payload  blob    not null,
  hash     blob    not null,
  unique (subject, line)
) strict;

create table registrations (
  sequence  text    not null,
  serial    integer not null,
  number    text    not null unique,
  subject   blob    not null,
  version   integer not null,
  line_hash blob    not null,
  at        integer not null,
  hash      blob    not null,
  primary key (sequence, serial)
) strict, without rowid;

create table sequences (
  key         text    not null primary key,
  last_serial integer not null,
  last_at     integer not null,
  last_hash   blob    not null
) strict, without rowid;

create table drafts (
  id                blob    not null primary key,
  authority         text    not null,
  kind              text    not null,
  status            text    not null,
  version           integer not null,
  number            text,
  sequence          text,
  serial            integer,
  title             text    not null,
  territory         text    not null,
  mode              text    not null,
  paperwork         text    not null,            -- JSON
  executor          text,                        -- the subject of the token
  executor_name     text,
  responsible_unit  text,
  prepared_at       integer not null,
  changed_at        integer not null,
  registered_at     integer,
  deadline_at       integer,
  deadline_kind     text,
  deadline          text,                        -- JSON, the whole of it
  responsible       text,
  calendar_revision integer,
  deadline_missed   integer not null default 0,  -- the running deadline has passed, and its line is written
  overdue           integer not null default 0,
  content_line      integer not null,            -- the line that bears the present content and note
  last_line         integer not null,
  last_hash         blob    not null
) strict, without rowid;

create index drafts_newest on drafts (prepared_at, id);
create index drafts_newest_of_authority on drafts (authority, prepared_at, id);
create index drafts_newest_in_status on drafts (status, prepared_at, id);
create index drafts_newest_of_executor on drafts (executor, prepared_at, id) where executor is not null;
create index drafts_overdue on drafts (prepared_at, id) where overdue;
create index drafts_due on drafts (responsible, deadline_at) where deadline_at is not null and not deadline_missed;

create table authorities (
  code       text not null primary key,
  name       text not null,
  short_name text not null,
  kind       text not null,
  parent     text,
  time_zone  text not null
) strict, without rowid;

create table authority_register (
  id       integer not null primary key check (id = 1),
  revision integer not null
) strict;

insert into authority_register values (1, 0);

-- INSERT OR REPLACE deletes without a trigger unless recursive_triggers is on; every connection of the program sets it.
create trigger journal_lines_stay_as_written before update on journal_lines
begin select raise(abort, 'journal_lines is append-only'); end;
create trigger journal_lines_stay before delete on journal_lines
begin select raise(abort, 'journal_lines is append-only'); end;
create trigger registrations_stay_as_written before update on registrations
begin select raise(abort, 'registrations is append-only'); end;
create trigger registrations_stay before delete on registrations
begin select raise(abort, 'registrations is append-only'); end;

-- For people.
create view journal as
select
  position,
  lower(substr(hex(subject), 1, 8) || '-' || substr(hex(subject), 9, 4) || '-' || substr(hex(subject), 13, 4) || '-'
    || substr(hex(subject), 17, 4) || '-' || substr(hex(subject), 21)) as subject,
  line,
  type,
  strftime('%Y-%m-%dT%H:%M:%fZ', at / 1000.0, 'unixepoch') as at,
  cast(actor as text) as actor,
  cast(payload as text) as payload,
  lower(hex(hash)) as hash
from journal_lines;
