-- Profiles and the electronic directory. Days are text such as 2026-12-01, in Moscow. The same tables stand in 0003-profiles.sqlite.sql.

create table profiles (
  id            uuid    not null primary key,
  number        text    not null unique,
  serial        bigint  not null unique,
  draft         uuid    not null unique,
  draft_number  text    not null,
  kind          text    not null,
  status        text    not null,
  version       integer not null,
  title         text    not null,
  territory     text    not null,
  mode          text    not null,
  valid_from    text    not null,
  valid_to      text    not null,
  registered_at bigint  not null,
  changed_at    bigint  not null,
  due_at        bigint,               -- when it next changes by itself
  cancellation  text,                 -- JSON: the decision that has cancelled it, or will
  content_line  integer not null,     -- the line that bears the present content and note
  revision      bigint  not null,     -- of its latest change in the directory
  last_line     integer not null,
  last_hash     bytea   not null
);

create index profiles_newest_in_status on profiles (status, serial);
create index profiles_due on profiles (due_at) where due_at is not null;

create table directory_entries (
  revision   bigint  not null primary key,
  profile    uuid    not null,
  line       integer not null,
  change     text    not null,        -- the type of the line
  status     text    not null,        -- of the profile after this change, as are version and days
  version    integer not null,
  valid_from text    not null,
  valid_to   text    not null,
  line_hash  bytea   not null,
  at         bigint  not null,
  hash       bytea   not null,
  unique (profile, line)
);

-- Whom a revision concerns: each of these authorities, and all below it.
create table directory_scopes (
  authority text    not null,
  revision  bigint  not null,
  applies   boolean not null,         -- false: the profile applied there until this change
  primary key (authority, revision)
);

create index directory_scopes_of_revision on directory_scopes (revision, authority);

create table directory_acknowledgements (
  authority text   not null,
  revision  bigint not null,
  at        bigint not null,
  actor     bytea  not null,
  primary key (authority, revision)
);

create trigger directory_entries_stay before update or delete or truncate on directory_entries
  for each statement execute function refuse_change();
create trigger directory_scopes_stay before update or delete or truncate on directory_scopes
  for each statement execute function refuse_change();
create trigger directory_acknowledgements_stay before update or delete or truncate on directory_acknowledgements
  for each statement execute function refuse_change();

alter table directory_entries enable always trigger directory_entries_stay;
alter table directory_scopes enable always trigger directory_scopes_stay;
alter table directory_acknowledgements enable always trigger directory_acknowledgements_stay;
