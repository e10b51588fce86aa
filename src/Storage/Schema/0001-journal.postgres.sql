-- The journal, its read model, the register of numbers and the authorities. Times are milliseconds since 1970-01-01 UTC.
-- The same tables stand in 0001-journal.sqlite.sql.

create table journal_lines (
  subject     uuid    not null,                              -- the draft or profile
  at          bigint  not null,
  transaction xid8    not null default pg_current_xact_id(), -- with subject and line the position that feeds follow
  line        integer not null,
  type        text    not null,
  hash        bytea   not null,
  actor       bytea   not null,                              -- the exact bytes that hash covers, as is payload
  payload     bytea   not null,
  primary key (subject, line)
);

create index journal_lines_position on journal_lines (transaction);

-- A content is 3 to 8 KB. Kept in its row and compressed by lz4 it costs the server half of what the defaults do (pglz, and a row of its
-- own in another table when large). A server may have been built without lz4.
alter table journal_lines alter column payload set storage main;
do $$ begin
  alter table journal_lines alter column payload set compression lz4;
exception when feature_not_supported then null;
end $$;

create table registrations (
  subject   uuid    not null,
  serial    bigint  not null,
  at        bigint  not null,
  version   integer not null,
  sequence  text    not null,
  number    text    not null unique,
  line_hash bytea   not null,
  hash      bytea   not null,
  primary key (sequence, serial)
);

create table sequences (
  key         text   not null primary key,
  last_serial bigint not null,
  last_at     bigint not null,
  last_hash   bytea  not null
) with (fillfactor = 10); -- one row for each sequence, updated by every commit

create table drafts (
  id                uuid    not null primary key,
  authority         text    not null,
  kind              text    not null,
  status            text    not null,
  version           integer not null,
  number            text,
  sequence          text,
  serial            bigint,
  title             text    not null,
  territory         text    not null,
  mode              text    not null,
  paperwork         text    not null,               -- JSON
  executor          text,                           -- the subject of the token
  executor_name     text,
  responsible_unit  text,
  prepared_at       bigint  not null,
  changed_at        bigint  not null,
  registered_at     bigint,
  deadline_at       bigint,
  deadline_kind     text,
  deadline          text,                           -- JSON, the whole of it
  responsible       text,
  calendar_revision bigint,
  deadline_missed   boolean not null default false, -- the running deadline has passed, and its line is written
  overdue           boolean not null default false,
  content_line      integer not null,               -- the line that bears the present content and note
  last_line         integer not null,
  last_hash         bytea   not null
);

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
);

create table authority_register (
  id       integer not null primary key check (id = 1),
  revision bigint  not null
);

insert into authority_register values (1, 0);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;

-- For each statement, not row: it then also sees TRUNCATE and INSERT ... ON CONFLICT DO UPDATE, and costs an insert nothing.
create trigger journal_lines_stay before update or delete or truncate on journal_lines
  for each statement execute function refuse_change();
create trigger registrations_stay before update or delete or truncate on registrations
  for each statement execute function refuse_change();

-- Always: also in a session that calls itself a replica.
alter table journal_lines enable always trigger journal_lines_stay;
alter table registrations enable always trigger registrations_stay;

-- For people.
create view journal as
select
  transaction,
  subject,
  line,
  type,
  to_timestamp(at / 1000.0) as at,
  convert_from(actor, 'UTF8') as actor,
  convert_from(payload, 'UTF8') as payload,
  encode(hash, 'hex') as hash
from journal_lines;
