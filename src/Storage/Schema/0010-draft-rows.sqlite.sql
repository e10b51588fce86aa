-- A row of a draft is long. In the tree of its key five fitted on a page, inner pages included, so that one insert touched many pages; by
-- themselves they are written one after another, and the tree of the key is small. PostgreSQL stores rows so anyway.

create table drafts_by_row (
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
) strict;

insert into drafts_by_row select * from drafts;
drop table drafts;
alter table drafts_by_row rename to drafts;

create index drafts_newest on drafts (prepared_at, id);
create index drafts_newest_of_authority on drafts (authority, prepared_at, id);
create index drafts_newest_in_status on drafts (status, prepared_at, id);
create index drafts_newest_of_executor on drafts (executor, prepared_at, id) where executor is not null;
create index drafts_overdue on drafts (prepared_at, id) where overdue;
create index drafts_due on drafts (responsible, deadline_at) where deadline_at is not null and not deadline_missed;
create index drafts_unassigned on drafts (status, coalesce(deadline_at, 9223372036854775807), id) where executor is null;
