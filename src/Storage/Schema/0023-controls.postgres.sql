-- Checks of declarations and the control of goods. A journal begins with the first check that finds something, or that chance picks; every check has its record.
-- The same tables stand in 0023-controls.sqlite.sql.

create table controls (
  id                uuid    not null primary key, -- follows from the number
  number            text    not null unique,
  authority         text    not null,             -- that registered the declaration
  control_authority text    not null,             -- of the post where the goods lie
  version           integer not null,             -- of the declaration, checked last
  moment            text    not null,
  selection_day     text    not null,             -- in Moscow, whose secret is drawn with
  sampled           boolean not null,
  hits              integer not null,
  undecided         integer not null,             -- hits that wait for an official
  open_measures     integer not null,             -- obligatory ones without an entry
  ended             text,
  changed_at        bigint not null,
  last_line         integer not null,
  last_hash         bytea    not null
);

create index controls_waiting on controls (control_authority, changed_at, id) where undecided > 0;

create table control_lines (
  subject uuid    not null,
  line    integer not null,
  type    text    not null,
  at      bigint not null,
  actor   bytea    not null, -- the exact bytes that hash covers, as is payload
  payload bytea    not null,
  hash    bytea    not null,
  primary key (subject, line)
);

create table checks (
  number            text    not null,
  version           integer not null,
  moment            text    not null,
  content           bytea    not null, -- SHA-256 of the declaration
  authority         text    not null,
  control_authority text    not null,
  at                bigint not null,
  selection_day     text    not null,
  directory         bigint not null, -- the revision that was checked by
  register          bigint not null, -- that of the authorities
  selection_key     text    not null, -- the id of the key that was drawn with
  sampled           boolean not null,
  hits              integer not null,
  findings          text    not null, -- JSON: hits, measures with share and selection, what could not be told
  actor             bytea    not null,
  primary key (number, version, moment)
);

create trigger control_lines_stay before update or delete or truncate on control_lines
  for each statement execute function refuse_change();
create trigger checks_stay before update or delete or truncate on checks
  for each statement execute function refuse_change();

alter table control_lines enable always trigger control_lines_stay;
alter table checks enable always trigger checks_stay;

create index profiles_by_revision on profiles (revision);
