-- Checks of declarations and the control of goods. A journal begins with the first check that finds something, or that chance picks; every check has its record.
-- The same tables stand in 0023-controls.postgres.sql.

create table controls (
  id                blob    not null primary key, -- follows from the number
  number            text    not null unique,
  authority         text    not null,             -- that registered the declaration
  control_authority text    not null,             -- of the post where the goods lie
  version           integer not null,             -- of the declaration, checked last
  moment            text    not null,
  selection_day     text    not null,             -- in Moscow, whose secret is drawn with
  sampled           integer not null,
  hits              integer not null,
  undecided         integer not null,             -- hits that wait for an official
  open_measures     integer not null,             -- obligatory ones without an entry
  ended             text,
  changed_at        integer not null,
  last_line         integer not null,
  last_hash         blob    not null
) strict;

create index controls_waiting on controls (control_authority, changed_at, id) where undecided > 0;

create table control_lines (
  subject blob    not null,
  line    integer not null,
  type    text    not null,
  at      integer not null,
  actor   blob    not null, -- the exact bytes that hash covers, as is payload
  payload blob    not null,
  hash    blob    not null,
  primary key (subject, line)
) strict, without rowid;

create table checks (
  number            text    not null,
  version           integer not null,
  moment            text    not null,
  content           blob    not null, -- SHA-256 of the declaration
  authority         text    not null,
  control_authority text    not null,
  at                integer not null,
  selection_day     text    not null,
  directory         integer not null, -- the revision that was checked by
  register          integer not null, -- that of the authorities
  selection_key     text    not null, -- the id of the key that was drawn with
  sampled           integer not null,
  hits              integer not null,
  findings          text    not null, -- JSON: hits, measures with share and selection, what could not be told
  actor             blob    not null,
  primary key (number, version, moment)
) strict, without rowid;

create trigger control_lines_stay_as_written before update on control_lines
begin select raise(abort, 'control_lines is append-only'); end;
create trigger control_lines_stay before delete on control_lines
begin select raise(abort, 'control_lines is append-only'); end;
create trigger checks_stay_as_written before update on checks
begin select raise(abort, 'checks is append-only'); end;
create trigger checks_stay before delete on checks
begin select raise(abort, 'checks is append-only'); end;

create index profiles_by_revision on profiles (revision);
