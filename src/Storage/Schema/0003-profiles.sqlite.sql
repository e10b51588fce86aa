-- Profiles and the electronic directory. Days are text such as 2026-12-01, in Moscow. The same tables stand in 0003-profiles.postgres.sql.

create table profiles (
  id            blob    not null unique,
  number        text    not null unique,
  serial        integer not null unique,
  draft         blob    not null unique,
  draft_number  text    not null,
  kind          text    not null,
  status        text    not null,
  version       integer not null,
  title         text    not null,
  territory     text    not null,
  mode          text    not null,
  valid_from    text    not null,
  valid_to      text    not null,
  registered_at integer not null,
  changed_at    integer not null,
  due_at        integer,              -- when it next changes by itself
  cancellation  text,                 -- JSON: the decision that has cancelled it, or will
  content_line  integer not null,     -- the line that bears the present content and note
  revision      integer not null,     -- of its latest change in the directory
  last_line     integer not null,
  last_hash     blob    not null
) strict;

create index profiles_newest_in_status on profiles (status, serial);
create index profiles_due on profiles (due_at) where due_at is not null;

create table directory_entries (
  revision   integer not null primary key,
  profile    blob    not null,
  line       integer not null,
  change     text    not null,        -- the type of the line
  status     text    not null,        -- of the profile after this change, as are version and days
  version    integer not null,
  valid_from text    not null,
  valid_to   text    not null,
  line_hash  blob    not null,
  at         integer not null,
  hash       blob    not null,
  unique (profile, line)
) strict;

-- Whom a revision concerns: each of these authorities, and all below it.
create table directory_scopes (
  authority text    not null,
  revision  integer not null,
  applies   integer not null,         -- 0: the profile applied there until this change
  primary key (authority, revision)
) strict, without rowid;

create index directory_scopes_of_revision on directory_scopes (revision, authority);

create table directory_acknowledgements (
  authority text    not null,
  revision  integer not null,
  at        integer not null,
  actor     blob    not null,
  primary key (authority, revision)
) strict, without rowid;

create trigger directory_entries_stay_as_written before update on directory_entries
begin select raise(abort, 'directory_entries is append-only'); end;
create trigger directory_entries_stay before delete on directory_entries
begin select raise(abort, 'directory_entries is append-only'); end;
create trigger directory_scopes_stay_as_written before update on directory_scopes
begin select raise(abort, 'directory_scopes is append-only'); end;
create trigger directory_scopes_stay before delete on directory_scopes
begin select raise(abort, 'directory_scopes is append-only'); end;
create trigger directory_acknowledgements_stay_as_written before update on directory_acknowledgements
begin select raise(abort, 'directory_acknowledgements is append-only'); end;
create trigger directory_acknowledgements_stay before delete on directory_acknowledgements
begin select raise(abort, 'directory_acknowledgements is append-only'); end;
